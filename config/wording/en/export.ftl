# Exports: choosing a period and a format, the headings, and the words within the table.

export-ask-period = Which period shall I export?
export-ask-format = { $period }: in which format?
export-format-note = Excel has a sheet of reports and one of what was done; CSV has the reports alone; the hotline list has the columns of 12345.
export-period-week = This week
export-period-lastweek = Last week
export-period-month = This month
export-period-lastmonth = Last month
export-period-year = This year
export-format-xlsx = Excel
export-format-csv = CSV
export-format-12345 = 12345 list
export-days = { $since } to { $until }
export-working = Exporting { $days }… { $percent }%
export-ready = The export of { $days } is ready, below.
export-caption = { $community }, { $days }: { $count ->
    [0] no reports
    [one] one report
   *[other] { $count } reports
 }.
export-caption-words = It holds what residents wrote: please keep it safe, and out of the residents' group. I delete my copy in an hour.
export-caption-codes = It holds none of residents' own words. I delete my copy in an hour.
export-gone = This file was deleted after an hour. If you still need it, write “export” again.
export-failed = The export did not work, sorry. Please write “export” again in a while; if it still fails, whoever keeps the machine should look at its log.
export-busy = Another export is being made; please come back when it is ready.
export-in-private = Please ask me for this in private.
export-not-you = Only managers, heads and the street can export.
answer-export-not-you = Only managers, heads and the street can export
answer-export-busy = Another export is being made; please come back when it is ready
help-export = export: the reports as a spreadsheet

## Sheets and headings

export-reports = Reports
export-events = History
export-serial = No.
export-number = Number
export-reported = Reported
export-community = Community
export-unit = Responsible unit
export-grid = Grid
export-place = Place
export-category = Category
export-urgency = Urgency
export-source = Source
export-status = Status
export-answered = First answer
export-respond-by = Answer by
export-answered-in-time = Answered in time
export-resolved = Resolved
export-resolve-by = Resolve by
export-resolved-in-time = Resolved in time
export-reason = Why it was refused
export-cycles = Round
export-supporters = Others affected
export-waited = Hours paused
export-assignee = Handled by
export-filed-by = Filed by
export-words = Their words
export-note = What was done
export-claimant = Claimant
export-phone = Phone
export-at = Time
export-what = What
export-who = Who
export-said = Words

## Within the table

export-in-time-yes = yes
export-in-time-no = no
export-urgency-emergency = emergency
export-urgency-urgent = urgent
export-urgency-normal = normal
export-source-resident = resident
export-source-phone = a call
export-source-visit = came by
export-source-seen = seen in a chat
export-source-round = found on a round
export-source-fixed_on_round = found and fixed on a round
export-source-unsaid = filed for somebody
export-who-desk = Huiyin
export-who-reporter = reporter
export-who-resident = resident
export-event-reported = reported
export-event-acknowledge = taken
export-event-hand_over = handed over
export-event-release = given back
export-event-secure = made safe
export-event-resolve = resolved
export-event-refuse = refused
export-event-undo = undone
export-event-merge = merged into another
export-event-merged = another merged into it
export-event-unmerge = unmerged
export-event-ask = asked the resident
export-event-answer = the resident answered
export-event-correct = corrected
export-event-add = added to
export-event-moved = addition moved elsewhere
export-event-withdraw = withdrawn
export-event-pass_on = withdrawn, passed on to others affected
export-event-close = confirmed as fixed
export-event-reopen = not fixed, reopened
export-event-close_by_phone = confirmed as fixed by phone
export-event-reopen_by_phone = not fixed, reopened by phone
export-event-fix_on_round = fixed on a round
export-event-appeal = asked the head
export-event-grant = the head: do it
export-event-deny = the head: it stands
export-event-remark = remark
export-event-support = affected too
export-event-urged = urged
export-event-alike = photos alike
export-event-leave_contact = left a contact
export-event-see_contact = looked at the contact
export-event-erase_contact = erased the contact
export-event-told_by_phone = told by phone
export-event-not_reached = not reached by phone
