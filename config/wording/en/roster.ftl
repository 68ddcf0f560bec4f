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
