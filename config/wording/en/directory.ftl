# Who looks after what, and whom to ask.  Change the words here; leave what stands left of the equals sign.

## Whose work it usually is; buildings without a property company

standing-open-whose = answer by { $by }; usually for { $whose }
no-company = This building has no property company; the community sees to it.

## Whom to ask: about a building, a grid, the community

directory-of = { $place }
directory-all = { $place }, numbers to call:
directory-officer = Grid officer { $name }
    { $number }
directory-officer-only = Grid officer { $name }
directory-no-company = No property company here; the community looks after it.
directory-now = On duty now: { $who }
directory-later = Nobody is on duty right now; from { $at } somebody is. If it is urgent, call the duty number.
directory-unknown = I do not know “{ $text }”. For the whole community:
directory-which = For one building, say “phone building 3”, or press:
