# The weekly digest and the monthly page: in the group, for staff, the managers' draft, and the words on the pictures.

digest-week = This week ({ $since } – { $until })
digest-heard = { $count ->
    [one] You told us of 1 thing.
   *[other] You told us of { $count } things.
}
digest-quiet = Nobody told us of anything this week. If you see something wrong, just say so.
digest-late = { $count ->
    [one] 1 is late: we are sorry.
   *[other] { $count } are late: we are sorry.
}
digest-slow = { $count ->
    [one] 1 was answered or finished later than promised: we are sorry.
   *[other] { $count } were answered or finished later than promised: we are sorry.
}
digest-late-both = { $count ->
    [one] 1 is late
   *[other] { $count } are late
}, { $slow ->
    [one] and 1 more was answered or finished later than promised
   *[other] and { $slow } more were answered or finished later than promised
}: we are sorry.
digest-became = So far: { $what }.
digest-done = { $count } fixed
digest-open = { $count } not finished
digest-refused = { $count } not ours to do
digest-no-danger = { $count } found to be no danger
digest-withdrawn = { $count } withdrawn
digest-before = { $count ->
    [one] 1 thing from before was fixed this week.
   *[other] { $count } things from before were fixed this week.
}
digest-half = Half of them had an answer within { $within }.
digest-kinds = { $kinds }
digest-kind = { $kind } { $count }
digest-rest = the rest { $count }
digest-thanks = Thank you to everybody who spoke up.
digest-results = Every single one is here: { $address }
digest-alt = A picture of the week. { $text }

## For staff

digest-staff = This week ({ $since } – { $until }), for staff
digest-quiet-staff = Nothing new came in.
digest-overdue = Late now, { $count }: { $who }.
digest-none-overdue = Nothing is late now.
digest-open-now = Not finished now, { $count }: { $kinds }.
digest-rate = { $name }: { $now }; last week { $last }
digest-rate-of = { $percent }% (of { $count })
digest-rate-none = nothing to count
digest-rate-hidden = fewer than { $least } ratings, not counted yet
digest-rate-answered = Answered in time
digest-rate-resolved = Finished in time
digest-rate-contacted = Response rate
digest-rate-solved = Resolution rate
digest-rate-satisfied = Satisfaction rate

## The managers' draft

digest-draft = The digest goes to the group at { $by }; this is how it looks. Leave it, and it is posted then.
digest-is-posted = The digest is in the group:
digest-posted-by = { $name } posted the digest:
digest-is-skipped = There is no digest this week:
digest-skipped-by = { $name } left the digest out this week:
digest-missed = The digest of { $at } was not posted: Huiyin was off then, and more than a day had passed. Next week as usual.
digest-too-new = No digest today: the desk is new, and has not counted a week yet. The first one comes { $at }.
digest-ask-line = What should it say as well? Just write it, at most { $count } characters; you can change it until it leaves.
digest-gone = The digest is settled by now; your sentence cannot be added any more.
digest-managers-only = Managers post the digest.
digest-said-to-duty = Said in the duty group
button-digest-now = Post it
button-digest-line = Add a sentence
button-digest-plain = Drop the sentence
button-digest-skip = Not this week
button-digest-after-all = Post it after all
button-digest-duty = Say it in the duty group

## The monthly page

monthly = The page for month { $month } of { $year }, ready to print (A4).
monthly-failed = The page for month { $month } of { $year } could not be drawn; send /monthly to try again.
monthly-none = Nobody told us of anything last month or this month, so there is no page.

## Words on the pictures

sheet-heard = reported
sheet-late = late, sorry
sheet-done = fixed
sheet-open = not finished
sheet-kinds = What it was about
sheet-weeks = The last eight weeks
sheet-months = The last { $count } months
sheet-month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[other] Dec
}
sheet-foot = Huiyin · every report gets an answer · as of { $at }
sheet-month = { $community } · the month
sheet-dates = { $since } – { $until } { $year }
sheet-rates = Rates
sheet-rates-now = this month
sheet-rates-last = the month before
sheet-note-answered = Answered in time: of those to be answered in the period, how many had an answer by the promised hour.
sheet-note-resolved = Finished in time: of those due in the period, how many were finished by the first promise, pauses counted.
sheet-note-asked = Response, resolution, satisfaction: as residents say. Refused or late and undone counts as no.
sheet-note-left-out = “Reported”, “fixed”, “in hand” are of this month's reports; private kinds are left out, kinds under 3 are “other”.
digest-late-before = { $count } told of before this week are late. We are sorry.
