# Beside the board: what comes next for a report, how it is counted, how to check it, who sees what.
#
#   Texts of other files are used, too: board.ftl, privacy.ftl, digest.ftl

about-reach = To reach a person, call the duty phone:
about-cards = Print phone cards
about-by-building = By building
about-building = Building
about-any-building = All buildings
about-last-week = Last week
about-whole-days = { $since } to { $until }, seven whole days
about-printed = Printed { $day }

## What comes next for a report

about-next = What comes next
about-next-open = It waits for somebody to take it. Who does, and when they come, will stand here.
about-next-acknowledged = Somebody is on it. When it is done it will stand here, and whoever reported it is told.
about-next-parked = It waits for that day; then work goes on.
about-next-unit = Another office has it, and we keep asking.
about-next-asked = It waits for an answer from whoever reported it.
about-next-late = We are late, sorry, and still asking. If it cannot wait, call and give the number.
about-next-resolved = It is said to be fixed. If you see that it is not, tell us and work goes on.
about-next-refused = We cannot do this one. If you think we should, say so and the head will look at it.
about-next-declined = Not adopted this time. If you have another idea, just say so.
about-next-call = Call:
about-next-chat = Say something

## How it is counted

about-how = How it is counted, and how to check it
about-how-lead = You need not believe us: how it is counted, what is left out, and how to count it yourself.
about-counting = How it is counted
about-counting-promise = Each report is judged by the earliest promise. Another category, another hour, other hands: none gives more time.
about-counting-refused = A refusal is no answer and no repair, and stays in the total.
about-counting-parked = While it is put off, with another office or waiting for a resident, the clock runs: after the earliest promise it counts as broken.
about-counting-asked = Only what was finished is rated; what was refused or is late counts as not done. Where too few answered, nothing is shown.
about-counting-half = "Half were fixed within" is of all of them: what is not fixed counts as still waiting.
about-counting-staff = What staff found or reported themselves is in no rate, so that nobody can polish it.
about-counting-change = Past figures still change: when a resident says it is not fixed, or rates it later, they are counted again.
about-left-out = What is missing
about-left-out-people = Parking, noise, security and the like easily concern somebody, so they are counted but not listed.
about-left-out-hidden = What was taken off the board leaves its number, its date and the kind of reason.
about-left-out-private = Care at home, complaints about staff, and what its reporter wants private are in neither list nor figures. Numbers run on; the gaps are these, and what is only counted.
about-left-out-undone = What staff took back within a minute has not happened.
about-check = How to check it yourself
about-check-count = Every report can be downloaded without an account, to be counted:
about-check-open311 = Open311 (JSON)
about-check-history = The history is a chain: each entry carries the fingerprint of the one before, and each weekly digest prints the latest. Change one in the past and nothing after it fits. Now it is:
about-check-ask = Keep an old digest, and ask the community to check its fingerprint before your eyes.

## Who sees what

about-privacy = Who sees what
about-privacy-lead = Who reads what you say, and how long it is kept.

about-nowhere = There is no such page
about-nowhere-next = The address may be wrong. The pages above all work; to reach a person, call the duty phone.
