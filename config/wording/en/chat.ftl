# What Huiyin says in chats. Change the words here; leave the names before the equals sign alone. What stands in
# braces varies; both languages must use the same.
# Tone: plain, warm, short; the hour, not "within 24 hours"; nothing that has not happened; phone numbers alone on a line.

## Time

moment = { $time } { $day }
day-yesterday = yesterday
day-today = today
day-tomorrow = tomorrow
time-night = { $time }
time-morning = { $time }
time-later = { $time }
duration-minutes = { $minutes } min
duration-hours = { $hours } h{ $minutes ->
    [0] {""}
   *[other] {" "}{ $minutes } min
}
duration-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}{ $hours ->
    [0] {""}
   *[other] {" "}{ $hours } h
}
list-join = {", "}

## When they come

coming-by = coming by { $by }
coming-was-by = was to come by { $by }
coming-on = coming { $day }
coming-was = was to come { $day }
coming-unsaid = no time set yet

## Names

place-unknown = place not known yet
place-somewhere = in the neighbourhood
place-unit = { $building }, unit { $unit }
phone-110 = Police
phone-119 = Fire and rescue
phone-120 = Ambulance
phone-122 = Traffic police
phone-duty = Duty phone
phone-property = Property company
phone-gas = Gas emergency
phone-water = Water emergency
phone-power = Power emergency
phone-lift = Lift rescue
trade-staff = staff on duty
trade-electrician = the electrician
trade-plumber = the plumber
trade-property = the property company
trade-grid_officer = the grid officer
trade-cleaner = the cleaner
trade-gardener = the gardener
trade-security = security
trade-lift = the lift technician
trade-fire = the fire warden
trade-head = the head
coming-parts = coming when the parts are here
refusal-not_ours = it is not ours to repair
refusal-not_found = we went there and did not find it
refusal-no_fault = we had a look, and it works
refusal-own = the reporter was told why
status-open = waiting
status-acknowledged = in hand
status-resolved = fixed
status-closed = closed
status-refused = not ours
status-duplicate = merged with another
status-withdrawn = withdrawn

## Residents: reporting

help = Something broken? Just tell me, or send a photo or a voice message.
    For example: light out in building 3, unit 2
    You get a number, and an answer by this time tomorrow.
    Say “progress” to see how it stands, “phone” for the numbers.
help-staff = /grid · /queue · /mine · /overdue: what there is to do
    /figures: this week and the last in numbers; /digest: the week so far; /monthly: last month on one page
    A number, such as 1042: that report, with its buttons
    Press [Take it] and somebody has it; press [Done] when it is fixed, with a word and a photo.
    /calls: whom to phone how it ended
    /duty: who is on duty now and next, and swapping; /handover: what the next shift should know
    /known: tell residents of an outage; whoever asks or reports it is answered from that
    For a resident: tell me in private “Mr Zhou called: light out in building 3, unit 2”, or forward it; in the duty group: /report and the same
help-group = To report something, mention me with a few words, or send: /report light out in building 3, unit 2
report-how = Write it in one message: /report light out in building 3, unit 2
ask-what = What is wrong? Say it, or send a photo or a voice message.
ask-place = Where is it? The building, or anything near it.
ask-place-filed = { $number } Where is it? The building, or anything near it.
ask-kind = What kind of thing is it?
cannot-read = I cannot read this one. Words, a photo (not as a file) or a voice message will do.
got-photo = I have your photo.
got-voice = I have your voice message.
summary = I would file: { $category } · { $place }
summary-words = “{ $text }”
summary-urgent = It is urgent: somebody is called first.
nudge = This is not filed yet:
draft-waits = The other one waits. First this one:
draft-next = Now the one that waited:
dropped = All right, not filed.
offer = Shall I file this for you?
offer-what = { $category } · { $place }
receipt = Got it. Your number is { $number }.
receipt-what = { $category } · { $place }
receipt-by = Somebody answers you by { $by }.
receipt-late = We promised an answer by { $by } and did not keep it, sorry.
receipt-call = Somebody contacts you by { $by }.
receipt-more = Anything wrong or missing? Reply to this message.
receipt-more-group = Anything wrong? Press [Change].
added = { $number } Added.
added-another = If it is something else, press below.
answer-passed-on = { $number } Passed on.
welcome = You are welcome.
ask-change = Which kind is it? If the place is wrong, just say where it is.
withdrawn = { $number } Withdrawn.
withdrawn-passed-on = { $number } You withdrew it. Neighbours wait for it too, so it goes on.
no-more-waiting = All right, nothing to write.

## Residents: asking

my = What you reported:
my-none = You have not reported anything. Something broken? Just tell me.
progress = { $number } { $category } · { $place }
progress-open = It waits for staff on duty; you hear from them by { $by }.
progress-late = We are late, sorry: nobody has taken it yet.
progress-acknowledged = Taken by { $who }, { $coming }.
progress-resolved = It is fixed.
progress-closed = It is closed.
progress-refused = We cannot do this one: { $reason }.
progress-duplicate = It is the same as another one, and handled with it.
progress-withdrawn = It was withdrawn.
no-such-number = There is no number { $number }. Is a digit missing?
phone = { $what }
    { $number }
ask-lang = 用哪种语言？ Which language?
lang-set = All right, English from now on.
ask-forget = Your name, words and photos are erased; of what you reported, only the kind and the building stay.{ $count ->
    [0] {""}
    [one] {" "}One report is still open: it goes on, but you will not hear how it ends.
   *[other] {" "}{ $count } reports are still open: they go on, but you will not hear how they end.
}
forget-staff = Staff data are erased by the head.
forgotten = Your data are erased.
nothing-to-cancel = Nothing is half reported.
staff-only = Only staff on duty can see this.
staff-elsewhere = Neighbours read along here. Please ask in the duty group or in private.
answered = { $number } The resident answers:
quoted = “{ $text }”

## Danger: people first

danger-gas = People first! Open windows, touch no switch, no flame, everybody out. Outside, call:
danger-fire = People first! Take neighbours along, use the stairs, not the lift, leave things behind. Outside, call:
danger-electric = Do not touch it. Keep ten steps away, keep children away. Call at once:
danger-manhole = Keep away, and warn people and cars behind you. Call at once:
danger-elevator = Do not force the doors; press the call button in the cabin. Call at once:
danger-falling = Keep away from the wall and the tree, do not pass below. Call at once:
danger-flood = Switch off power and water first, move things up. Call at once:
danger-violence = Get away first, lock the door. Call at once:
danger-person_down = See whether the person responds, do not move them. Call at once:
danger-robot = I am only a robot and cannot call for you. Staff on duty are being called; you hear at once when somebody answers.

## The residents' group

card = { $number } { $category } · { $place }
card-open = Waits for staff on duty; answer by { $by }
card-open-late = We are late, sorry: an answer was promised by { $by }, and nobody has taken it
card-acknowledged = Taken by { $who }, { $coming }
card-acknowledged-late = We are late, sorry. Taken by { $who }, { $coming }, and not done yet
card-resolved = Fixed
card-closed = Closed
card-refused = We cannot do this one: { $reason }
card-duplicate = Handled together with another one
card-withdrawn = Withdrawn
card-supporters = { $count ->
    [one] 1 neighbour has it too
   *[other] { $count } neighbours have it too
}
group-refused = { $number } { $category } · { $place }: we cannot do this one: { $reason }.

## Notices to residents

told-taken = { $number } Taken by { $who }, { $coming }: { $category } · { $place }.
told-resolved-ask = Please have a look. If it is not fixed, press [Not fixed] within seven days and somebody comes again.
told-refused = { $number } { $category } · { $place }: we cannot do this one: { $reason }.
told-elsewhere = You can turn to: { $where }
told-call = Any questions, call:
told-refused-appeal = If you think it is ours, press [Ask the head].
told-refused-final = The head has looked at it once already.
told-merged = { $number } is the same as { $other }: handled together, and you hear how it ends.
told-unmerged = { $number } and { $other } are two matters after all; you hear how yours ends.
told-granted = { $number } The head says it is ours: staff are being called again.
told-denied = { $number } The head had a look: we still cannot do it, sorry.
question = { $number } { $category } · { $place }: a question from { $who }:
question-how = Please reply to this message.
reopened = { $number } Sorry that it is not fixed. Staff are being called again.
ask-missing = What is still wrong? Say it, or send a photo.
appealed = { $number } Passed to the head; you hear the answer.
appeal-nobody = { $number } No head is registered here yet. Please call:

## The duty group

alert-normal = { $number } { $category } · { $place }
alert-urgent = URGENT { $number } { $category } · { $place }
alert-emergency = DANGER { $number } { $category } · { $place }
alert-danger = DANGER { $number } { $category } · { $place }
alert-words = “{ $text }”
alert-call = Hard to say for the resident: press [Ask] to get in touch
alert-media = { $photos ->
    [0] {""}
    [one] 1 photo
   *[other] { $photos } photos
}{ $voice ->
    [0] {""}
   *[other] {" "}1 voice message
}
alert-after = { $count ->
    [one] 1 photo of the repair
   *[other] { $count } photos of the repair
}
alert-supporters = { $count ->
    [one] 1 neighbour has it too
   *[other] { $count } neighbours have it too
}
alert-earlier = No. { $count } in two months
alert-reopened = Round { $cycle }
alert-granted = The head decided that it is ours
alert-last-time = Last time, { $who }: { $note }{ $photos ->
    [0] {""}
    [one] {" "}(1 photo of an earlier repair)
   *[other] {" "}({ $photos } photos of earlier repairs)
}
alert-question = Asked the resident: “{ $text }”
alert-remark = Note: “{ $text }”
standing-open = answer by { $by }
standing-handed = handed to { $who }, not taken yet; answer by { $by }
standing-taken = taken by { $who }, { $coming }
standing-resolved = done by { $who }: { $note }
standing-refused = refused: { $reason }
standing-duplicate = merged with another
standing-withdrawn = withdrawn by the reporter
withdrawn-staff = { $number } { $category } · { $place }: withdrawn by the reporter, no need to go.
standing-closed = closed
card-old-cycle = { $number } { $category } · { $place }: to be done again, see the new card below
card-moved = { $number } { $category } · { $place }: see the card below
ask-when = When do you go?
ask-who = Hand it to whom?
ask-merge = Which one is it the same as?
ask-refuse = Why can we not do it?
ask-note = { $number } { $category }: what was done? One line and a photo, please. Residents see it: no room numbers.
ask-note-too = { $number } I have the photo. One line, please: what was done?
ask-photo = { $number } A photo of it fixed, please. If there is none, press why:
ask-reason = { $number } Why can we not do it? One line; the resident sees it.
ask-question = { $number } What do you want to know? One line; I pass it on.
ask-question-open = They never wrote to me in private, so the whole group will read it.
in-words = Please write a sentence.
ask-where = { $number } Where is it? The building, or anything near it.
asked = { $number } Asked. You see the answer here.
asked-counted = { $number } Written to the resident; you see the answer here. WeChat takes only a few messages: what does not fit waits until they speak again. If it is urgent, phone.
remarked = { $number } Noted.
whole = { $number } { $category } · { $place }, in full:
refused-status = { $number } That is not possible any more: it has moved on.
refused-closed = { $number } is closed. If it broke again, report it again.
refused-role = { $number } That step is not yours.
unsure = { $count ->
    [one] 1 message looks like a report; its author did not press:
   *[other] { $count } messages look like reports; their authors did not press:
}
unsure-item = { $position }. “{ $text }”{ $photos ->
    [0] {""}
    [one] {" "}(1 photo of an earlier repair)
   *[other] {" "}({ $photos } photos of earlier repairs)
}
unsure-none = Nothing left to look through.
queue = To do: { $count }
queue-none = Nothing to do.
mine = Yours: { $count }
mine-none = You have none.
overdue = Overdue: { $count }
overdue-none = Nothing is overdue.
queue-open = { $number } { $category } · { $place }, answer by { $by }
queue-acknowledged = { $number } { $category } · { $place }, done by { $by }
list-more = and { $count } more
appeal = { $number } { $category } · { $place }: the resident thinks it is ours. Please have a look.
appeal-granted = { $number } { $category } · { $place }: you said it is ours; it is back in the duty group.
appeal-denied = { $number } { $category } · { $place }: you stand by the refusal; the resident was told.
appeal-denied-phone = { $number } { $category } · { $place }: you stand by the refusal; somebody is asked to phone the resident.

## Buttons

button-report = { $number } { $category } · { $place }
button-start = Report something
button-file = File it
button-drop = No
button-cancel = Never mind
button-another = Report another
button-kind = Change kind
button-where = Change place
button-unsure = Hard to say: please contact me
button-call-me = Please contact me
button-all-kinds = All kinds
button-change = Change
button-withdraw = Withdraw
button-support = Me too
button-progress = Progress
button-take = Take it
button-hand = Hand over
button-ask = Ask
button-done = Done
button-more = More
button-back = Back
button-undo = Undo
button-retime = Change time
button-merge = Merge
button-unmerge = Split
button-refuse = Refuse
button-whole = Full text
button-coming-hour = Within an hour
button-coming-today = Today
button-coming-tomorrow = Tomorrow
button-coming-parts = Waiting for parts
button-refuse-not_ours = Not ours
button-refuse-not_found = Not found
button-refuse-no_fault = It works
button-refuse-own = Write why
button-skip-inside = Inside a home
button-skip-dark = Too dark
button-skip-later = Will follow
button-person = { $name }, { $trade }
button-fixed = Fixed
button-not-fixed = Not fixed
button-appeal = Ask the head
button-grant = It is ours
button-deny = Stands
button-forget = Erase my data
button-keep = Keep
button-unsure-file = { $position } File
button-unsure-drop = { $position } No

## A word after a press

answer-ok = {""}
answer-acknowledge = Yours. You can undo it for a minute
undone-here = { $number } Undone; it is still open.
resolved-photos = { $number } Done. The group does not see the photos the resident took; to let everybody see how it was before, press [Show their photo].
photos-published = { $number } Done; the photos the resident took are in the group.
resolved-here = { $number } Done; the resident hears it in a minute. Undo it if that was a mistake.
answer-resolve = Done. You can undo it for a minute
answer-refuse = Refused. You can undo it for a minute
answer-undone = Undone
answer-too-late = They have been told already
answer-handed = Handed to { $name }
answer-write = Write it in your next message
answer-corrected = Changed
answer-merged = Merged into { $number }
answer-unmerged = Split again
answer-nothing-to-merge = Nothing else is open
answer-nobody-to-ask = There is nobody to ask about this one
answer-shown = See below
answer-no-text = Nothing was written
answer-supported = Noted. Neighbours who have it too: { $count }. You hear how it ends
answer-already = You are counted already: { $count }
answer-filed = It is filed already: { $number }
answer-your-own = This one is yours
answer-ended = This one has ended
answer-appealed = The head has looked at it once already
answer-thanks = Thank you
answer-kept = Kept
answer-staff-only = This button is for staff on duty
answer-other-grid = That one is outside your grid
answer-among-staff = Please press it in the duty group or in private
answer-not-yours = This button is for somebody else
answer-stale = This card is out of date; see the latest one
answer-done-already = This was dealt with already
answer-unknown = That button is not known; see the latest message
