# Contact cards on the web: one a building, to be printed for its door.  Change the words here; leave what stands left of the equals sign.

card-title = Whom to call
card-lead = One card a building, to be printed for its door. On a phone, press a number to call it.
card-all = The cards of all buildings
card-index = Which building
card-paper = Paper
card-print = Print
card-sample = Trial: people and numbers are invented
card-officer = Grid officer { $name }
card-no-company = No property company here; the community looks after it.
card-how = Something broken? Say it: “light out in { $place }”
card-how-telegram = Tell it on Telegram:
card-how-group = Tell Huiyin in the residents’ group.
card-promise = You get a number, an answer, and hear how it ends.
card-missing = There is no card of this building
card-missing-next = Perhaps the address has a mistake, or the community's file does not have this building yet.
