# The results board: web pages that everybody sees. Change the text, never the id on the left; both languages have the same ids.

board-name = Results board
board-about = Every report stands here, with what became of it and when.
board-nav = Pages of the board
board-to-list = Board
board-to-figures = Figures
board-to-plan = Map
board-to-cards = Phones
board-communities = Choose a community
board-trial = This is a trial: people and reports are invented.
board-sample = This community is invented, to show what it looks like.

## The last seven days

board-week = These seven days
board-week-days = { $since } until now
board-broken = Promises broken
board-broken-none = Every promise that fell due was kept.
board-broken-nothing = Nothing fell due in these seven days.
board-unanswered = { $count ->
    [one] 1 answer not in time
   *[other] { $count } answers not in time
}
board-unfinished = { $count ->
    [one] 1 repair not in time
   *[other] { $count } repairs not in time
}
board-overdue = { $count ->
    [one] 1 matter is late right now
   *[other] { $count } matters are late right now
}
board-overdue-listed = { $count } of them can be read one by one
board-overdue-all = See each of them
board-kept = Promises kept
board-kept-of = of { $n } that fell due
board-times = times
board-pieces = reports
board-reported = Reported
board-done = Fixed
board-half = Half had an answer within
board-fixed = Half were fixed within
board-none-yet = not yet
board-under-half = fewer than half so far
board-figures-too = What concerns people is counted, but not listed.

## Finding

board-find = Find a report
board-find-hint = light, Building 3, 1042
board-search = Search
board-filters = Show only some
board-category = Category
board-grid = Grid
board-state = State
board-time = Time
board-any-category = All categories
board-any-grid = All grids
board-any-state = Any state
board-any-time = Any time
board-building = Only { $place }
board-days = Last { $days } days
board-since = From
board-until = To
board-dates = By date
board-apply = Show
board-everything = Show everything
board-state-open = Not fixed yet
board-state-late = Late and not fixed
board-state-done = Fixed
board-state-slow = Fixed too late
board-state-refused = Refused
board-feed = Subscribe (Atom)

## The list

board-list = One by one, newest first
board-found = What was found, newest first
board-title-of = { $kind }, { $place }
board-somewhere = in the neighbourhood
board-reported-at = reported { $at }
board-number = No. { $number }
board-is-open = waiting
board-is-acknowledged = in hand
board-is-parked = put off to a date
board-is-unit = with another office
board-is-asked = waiting for the resident
board-is-resolved = fixed
board-is-closed = closed
board-is-adopted = adopted
board-is-declined = not adopted for now
board-is-refused = refused
board-is-false_alarm = no danger after all
board-is-duplicate = merged with another
board-is-withdrawn = withdrawn
board-is-hidden = not public
board-is-late = late
board-is-slow = fixed, too late
board-due-answer = Answer promised by { $at }
board-due-end = Repair promised by { $at }
board-late-answer = An answer was promised by { $at }; it is { $over } late, sorry
board-late-end = The repair was promised by { $at }; it is { $over } late, sorry
board-took = Took { $took }
board-took-late = Took { $took }, longer than promised
board-hidden = No longer public: { $why }
board-hidden-since = Not public since { $at }
board-empty = There is nothing to show yet.
board-empty-next = Reports are listed here one by one, and they stay, whether they were solved or not.
board-not-found = Nothing was found this way.
board-not-found-next = Try other words, or fewer filters.
board-pages = More pages
board-newer = Newer
board-older = Older
board-first = Back to the newest

## One report

board-back = Back to the board
board-promises = What was promised
board-promise-answer = An answer
board-promise-end = The repair
board-promise-by = by { $at }
board-promise-kept = kept, { $at }
board-promise-late = not kept: { $at }, { $over } late
board-promise-broken = not kept: { $over } late by now
board-promise-open = not due yet
board-promise-off = no longer needed
board-promise-refused = not kept: it was refused
board-promise-missed = not kept: nothing was done by then
board-words = In the reporter's words
board-words-released = Released by staff, with personal details masked.
board-words-kept = The reporter's words are not public. Only category, place and state are.
board-photos = Photos
board-photo-before = When it was reported
board-photo-after = After the repair
board-photo-large = Larger photo: { $what } { $index }
board-timeline = Step by step
board-supporters = { $count } other homes have the same problem.
board-paused-until = Put off to { $at }; work goes on then.
board-rated = A resident has rated this, and it counts in the figures. Who said what is not shown.
board-see-more = More
board-same-place = Other reports of { $place }
board-same-kind = Other reports: { $kind }
board-summary = { $state }. { $promise }.
board-step-reported = reported
board-step-taken = taken by { $who }
board-step-handed = handed over by { $who }
board-step-secured = made safe by { $who }; the rest follows
board-step-resolved = fixed by { $who }
board-step-false-alarm = checked: there is no danger
board-step-refused = refused: { $why }
board-step-reopened = a resident says it is not fixed; work goes on
board-step-appealed = a resident asked the head to look at it
board-step-granted = the head looked at it; work goes on
board-step-denied = the head looked at it, and stands by the refusal
board-step-closed = closed
board-step-merged = merged with another report
board-step-merged-into = merged with { $number }
board-step-joined = somebody reported the same; put together
board-step-unmerged = parted from another report
board-step-withdrawn = withdrawn by the reporter
board-step-corrected = category or place corrected
board-step-paused-parked = put off to a date
board-step-paused-unit = passed on to another office
board-step-paused-asked = asked the resident; waiting for an answer
board-step-resumed = work goes on
board-step-late-answer = the promised hour passed without an answer
board-step-late-end = the promised hour passed and it was not fixed
board-missing = There is no such report here
board-missing-next = The number may be wrong, or the matter is not public. Your own reports: say "status" in the chat.
board-gone = This report is no longer public

## Figures

board-figures = Figures
board-figures-lead = What was not kept comes first. Every share says what it is made from.
board-span = Period
board-promised = Promised hours
board-rate-answered = Answered in time
board-rate-resolved = Fixed in time
board-rate-missed-answered = { $count ->
    [one] 1 answer not in time
   *[other] { $count } answers not in time
}
board-rate-missed-resolved = { $count ->
    [one] 1 repair not in time
   *[other] { $count } repairs not in time
}
board-asked = What residents say
board-asked-lead = Three questions after the end. What was refused or is late counts as a no.
board-rate-contacted = Somebody contacted me
board-rate-solved = It is solved
board-rate-satisfied = I am satisfied
board-rate-of = of { $n }
board-rate-few = of only { $n }: too few to mean much
board-rate-nothing = nothing fell due yet
board-rate-withheld = fewer than { $count } were rated: not shown, so that nobody is found out
board-spent = How long it took
board-spent-of = of { $count } in all, counting the { $open } that never came to it
board-listed = { $n } reported: { $listed } stand on the board one by one, { $rest } concern people and are only counted.
board-beside = Beside that
board-beside-overdue = { $count } late right now
board-beside-refused = { $count } refused
board-beside-reopened = { $count } reopened, since a resident said so
board-beside-repeats = { $count } broke again within two months
board-beside-parked = { $count } with a stopped clock (a date, another office, the resident)
board-beside-withdrawn = { $count } withdrawn by the reporter
board-beside-duplicates = { $count } merged with others
board-beside-unrated = { $count } fixed and not rated
board-beside-by-staff = { $count } found by staff, in none of the shares above
board-trend = Twelve weeks
board-trend-about = In twelve weeks { $broken } promises were broken, { $reported } reports came, { $done } were fixed. The table below has each week.
board-trend-table = Each week
board-week-from = Week from
board-col-broken = Broken
board-col-reported = Reported
board-col-done = Fixed
board-col-median = Half fixed within
board-col-of = { $count }/{ $n }
board-by-kind = By category
board-by-grid = By grid
board-by-note = Only what everybody may see is split by category and grid.
board-how = How these are counted

## The map

board-plan = Map
board-plan-name = Map of { $community }
board-plan-about = North is on top. Buildings with open matters show how many; late ones are red. The list beside it says the same.
board-plan-lead = Where something is not fixed yet.
board-plan-total = { $count } not fixed in all
board-plan-of-late = { $count } late
board-plan-some = { $place }: { $count } not fixed
board-plan-late = { $place }: { $count } not fixed, { $late } of them late
board-plan-list = Place by place
board-plan-elsewhere = { $count } at no building
board-plan-calm = Nothing is open at the other { $count } places.
board-plan-nothing = Nothing is waiting right now.
board-plan-none = The community file has no positions yet, so there is nothing to draw.

## The display in the lobby

screen-known = Outages and notices
screen-open = Not fixed yet
screen-fixed = Fixed lately
screen-phones = Whom to call
screen-from = from { $begins }
screen-from-until = { $begins } to { $until }
screen-say = Something broken? Say so in the group.
screen-page = { $page }/{ $many }
screen-next = Next page
screen-stop = Stay on this page
screen-go = Go on turning
