# Known incidents: no water, no power, one thing that many have. One card each, one word to everybody.

outage-water_supply = Water off
outage-electricity = Power cut
outage-gas = Gas off
outage-heating = Heating off
outage-elevator = Lift out of service
known-head = { $number } { $what } · { $place }
known-plain = We know about it, and somebody is on it.
known-calling = Several homes have it. Staff on duty are being called; an answer by { $by }.
known-late = Several households have it. An answer was promised by { $by }, nobody has taken it yet: we are late, sorry.
known-open = Nobody knows yet until when. It will be said here.
known-from = From { $begins }; nobody knows yet until when.
known-until = Expected back: { $until }.
known-times = { $begins } to { $until }.
known-passed = It was to be back by { $until }. That has passed; we are finding out.
known-count = { $count ->
    [one] { $count } household says so
   *[other] { $count } households say so
}
known-joined = Your home counts too. No need to report it; you hear when it is over.
known-is-resolved = Over
known-is-closed = Closed
known-is-refused = We cannot do this one
known-over = { $number } It is over: { $what } · { $place }.
known-gathered = Your report { $number }: several homes have the same, so it is one matter now:
known-parted = { $number } is handled on its own
known-left = All right, { $number } does not count you.
button-not-this = Not this

## Staff

ask-known-what = What is it? Press, or write a word.
ask-known-where = Where? Press, or write the buildings, like building 3, building 5.
ask-known-until = Until when? Press, or write it, like until 8pm, tomorrow 9:00 to 17:00.
ask-known-in-time = Write within { $minutes } minutes.
ask-known-post = Residents will read:
known-draft = { $what } · { $place }
ask-known-words = Press [Post it]; for other words, just write them.
known-not-understood = I did not understand that. Once more:
known-other-grid = Some of that is not your grid. Another place:
known-not-yours = Some of that is not your grid; nothing is posted.
known-none = No outage is known at the moment.
known-posted = { $number } is posted; the residents’ group has it.
known-dropped = All right, nothing is posted.
button-known-hours = { $count ->
    [one] in { $count } hour
   *[other] in { $count } hours
}
button-known-unsaid = Not known
button-known-post = Post it
button-known-drop = Do not post
known-in-hand = With { $who }
known-restored = It is over, says { $who }
button-reword = Tell everybody
button-longer = Change the hour
button-longer-1 = 1 more hour
button-longer-3 = 3 more hours
button-restored = It is over
ask-reword = { $number } What shall residents hear? One line; those who told us and the group read it.
ask-longer = { $number } Until when? Like 8pm, tomorrow noon.
ask-longer-again = Which hour is that? It must be after now, within 60 days. Like 8pm.
known-longer = The hour is changed
known-told-all = { $number } Done: the residents’ group reads it{ $count ->
    [0] {""}
    [one] {", "}and so does { $count } household that told us
   *[other] {", "}and so do { $count } households that told us
}.
known-still = { $number } { $what } · { $place }: its hour has come. How is it now?{ $count ->
    [0] {""}
    [one] { " " }{ $count } household waits.
   *[other] { " " }{ $count } households wait.
}
known-still-open = { $number } { $what } · { $place }: how is it now? Residents have no hour yet.{ $count ->
    [0] {""}
    [one] { " " }{ $count } household waits.
   *[other] { " " }{ $count } households wait.
}

## The digest

digest-known = What many had: { $what }.
digest-known-kind = { $what } ×{ $count }{ $homes ->
    [0] {""}
   *[other] { " " }({ $homes } households)
}

## The same thing again

near = Perhaps the same as { $number }, reported { $day }: { $status }. If so, press [Me too].
near-joined = { $number } { $category } · { $place } counts you too ({ $count ->
    [one] { $count } household
   *[other] { $count } households
} besides whoever reported it). You hear when it is done.
