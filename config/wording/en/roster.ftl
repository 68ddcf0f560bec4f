# The roster: shifts, who is on duty, swapping, handing over.

shift-limited = { $shift }, only { $limits }
nobody-on-duty = Nobody is on duty now, so this comes to you.
directory-nobody = Nobody has been put on the roster yet. You can call:

## Who is on duty

duty-grids = { $grids }
duty-now = Now: { $shift }, { $who }, until { $until }
duty-nobody = Nobody is on duty now
duty-next = Next: { $shift }, { $who }, from { $at }
duty-person = { $name } ({ $trade })
button-change-roster = Change the roster

## Changing the roster

button-add-shift = Add a shift
button-one-day = One day only
button-edit-shift = Change times
button-drop-shift = Remove shift
button-not-drop-shift = Keep it
button-to-roster = Put people on
shift-people = On it: { $who }
shift-nobody = Nobody is on it yet; press a name.
shift-nobody-then = Nobody is on it that day
shift-otherwise = { $day }: { $who }
shift-otherwise-none = { $day }: nobody
shift-one-day = { $name }, { $day }, { $since }–{ $until }
days-span = { $first } to { $last }
only-that-day = A press changes this one turn; other days stay as they are.
# A date has its weekday already.
day-weekday = { $weekday ->
   *[other] { $day }
}
day-is-over = That turn is over.
ask-day = Which day?
ask-shift-line = Send me one line: its name, from when until when, which days.
    Example: night 20:00-8:00 Mon-Fri
    Without days it is every day; one grid or one trade alone may stand behind it.
shift-line-unclear = I could not read that. It needs a name and hours, like this:
    night 20:00-8:00 Mon-Fri
    Send “cancel” to leave it.
shift-added = Added. { $shift }
shift-changed = Changed. { $shift }
ask-drop-shift = Remove this shift? Nobody will be on it any more.

## Handing over

handover-change = Change of shift: { $out } to { $into } ({ $who })
handover-begin = On duty from now: { $into } ({ $who })
handover-end = { $out } is over; nobody is on duty next
handover-now = For the next shift:
handover-none = Nothing passes on; all is done.
handover-nobody = Nobody has it, { $count }:
handover-today = Promised by today, not finished, { $count }:
handover-mine = Mine and not finished, { $count }:
handover-of = { $name } has it, not finished, { $count }:
handover-calls = To be phoned, { $count }:
handover-item = { $number } { $category } · { $place }
handover-item-open = { $number } { $category } · { $place }, answer by { $by }
handover-item-handed = { $number } { $category } · { $place }, handed to { $who } and not taken yet, answer by { $by }
handover-item-today = { $number } { $category } · { $place }, { $who } goes, done by { $by }
handover-item-taken = { $number } { $category } · { $place }, done by { $by }
handover-same = As at the last handover, { $count } more; /handover shows all.
handover-same-all = As at the last handover: { $count }; /handover shows all.
handover-remark = ({ $text })

## Swapping

button-swap = Swap
button-swap-off = Never mind
button-swap-yes = Yes
button-swap-no = No
swap-turn = { $day }, { $shift }
swap-which = Which of your shifts?
swap-none = You have no shift within seven days.
swap-whom = { $shift }, { $day }: whom shall I ask?
swap-nobody = { $shift }, { $day }: nobody could take it; they have a shift then, or do not work for these grids.
swap-already = { $shift }, { $day }: { $name } was asked already and has not answered.
swap-asked = Asked { $name }: { $shift }, { $day }.
    I will tell you at once; without a yes before it begins, it stays yours.
swap-please = { $name } asks you to take a shift: { $shift }, { $day }, { $since }–{ $until }. Is that all right?
swap-accepted = { $name } takes it: { $shift }, { $day }. You need not come.
swap-you-took = All right, { $shift }, { $day } is yours; { $name } need not come.
swap-declined = { $name } cannot; { $shift }, { $day } stays yours.
swap-you-declined = All right, { $name } knows that you cannot.
swap-taken-back = All right, { $name } is not asked any more; { $shift }, { $day } stays yours.
swap-not-needed = { $shift }, { $day }: you need not stand in for { $name } any more.
swap-overtaken = { $shift }, { $day }: the roster is another by now, nothing was swapped.
swap-unanswered = { $name } has not answered; { $shift }, { $day } stays yours.
swap-other-left = { $name } is not on the roster here any more; { $shift }, { $day } stays yours.
swap-news = Swapped: { $shift }, { $day }, { $other } instead of { $asker }
swap-write-first = Please write to me in private first; swapping goes on there
