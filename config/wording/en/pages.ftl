# The pages that staff open in a browser, and the link that they ask for in the chat.

help-web = /web: read, act and report for others in a browser
channel-staff = work pages
pages-link = This line opens your work in a browser. It works once, within { $minutes } minutes:
pages-link-yours = Whoever opens it is taken for you. Don't pass it on.
pages-not-yours = The pages are for those who work here.
pages-no-address = There is no address for the pages yet. Please ask whoever runs the machine to set HUIYIN_PUBLIC_URL.

## The door

staff-name = Work pages
staff-closed = Please come in from the chat
staff-closed-how = Send /web to Huiyin in private and open the link that you get. There is no password.
staff-closed-trial = In the trial: choose a member of staff or the head on the trial page and send /web in private.
staff-to-board = See the results board
staff-door = Open the work pages in this browser?
staff-door-once = This link works once, within { $minutes } minutes. On a shared computer, remember to leave when you are done.
staff-door-already = This browser is { $name }'s just now; opening it makes it that of whoever got the link.
staff-door-open = Open
staff-door-wrong = This link is no good
staff-door-wrong-how = It was used, or { $minutes } minutes have passed. Send /web in private again for a new one.
staff-door-often = Too many tries
staff-door-often-how = Please wait a minute, then send /web in private for a new link (good for { $minutes } minutes).

## The bar

staff-nav = Work pages
staff-to-queue = To do
staff-to-file = Report for others
staff-to-calls = To phone
staff-to-roster = Roster
staff-to-public = Public
staff-to-figures = Figures
staff-to-export = Export
staff-to-health = Machine
staff-to-talk = Talk
staff-home = To the first page
staff-not-yours = This page is not for you
staff-not-yours-how = Your role is not told this in the chat either.
staff-offline = No connection: the screen may be out of date. It catches up by itself.

## Where I am in

staff-me = Where I am signed in
staff-me-lead = Browsers in which the work pages are open. They close after 12 hours unused, or after 7 days.
staff-some-browser = A browser
staff-seen = { $minutes ->
    [0] used just now
    [one] used a minute ago
   *[other] used { $minutes } minutes ago
}
staff-this = this one
staff-shut = Sign out
staff-shut-all = Sign out everywhere

## What there is to do

staff-looks-on = Only what everybody may read is shown here, never residents' own words.
staff-which = Which ones
staff-which-all = All
staff-which-new = Nobody's
staff-which-mine = Mine
staff-which-overdue = Overdue
staff-which-waits = Waiting
staff-number = Number
staff-find = Find
staff-filter = Filter
staff-by-category = Category
staff-by-grid = Grid
staff-any-category = All categories
staff-any-grid = All grids
staff-numbered = No. { $number }
staff-mine = mine
staff-complaint = complaint
staff-danger = Danger
staff-queue-none = Nothing to do.
staff-keys = Keys: j and k move, Enter opens, / finds a number, u goes back, r writes
staff-is-open = nobody's yet
staff-is-acknowledged = in hand
staff-is-waits = waiting
staff-is-late = overdue
staff-when-open = answer by { $at }
staff-when-acknowledged = done by { $at }
staff-when-waits = waits until { $at }

## One report

staff-reported = Reported
staff-respond-by = Answer by
staff-resolve-by = Done by
staff-act = What to do
staff-words = Write to Huiyin (answer what it asked, or add something)
staff-photos = Photos
staff-photo = photo { $index }
staff-send = Send
staff-talk = Talk with Huiyin
staff-talk-lead = Whatever the chat understands works here, too: /queue, /duty, /figures, /handover, /known…
staff-download = Download
staff-sight = Who sees it
staff-released = The words that everybody may read:

## File for others

staff-file-lead = What you heard on the phone, at the door or in a group: fill it in, as if you said it in the chat.
staff-file-told = How you know
staff-file-what = What is it?
staff-file-building = Which building
staff-file-elsewhere = None, or not known
staff-file-where = Where exactly (unit, floor, what is next to it)
staff-file-who = Who told you
staff-file-phone = Their number (seen by whoever comes, nobody else)
staff-file-go = See whether it is right
staff-file-then = Press how you know and it is filed; if something is wrong, change it.
staff-file-somebody = a resident
staff-file-phoned = { $what }, phone { $phone }
staff-file-heard-phone = { $who } called: { $what }
staff-file-heard-visit = { $who } came by: { $what }
staff-file-heard-seen = { $who } wrote in the group: { $what }
staff-file-heard-round = found on my round: { $what }

## To phone, public, figures, export, machine

staff-calls-lead = These have ended and no message reaches whoever told us. Phone them, then press what they say.
staff-no-phone = no number
staff-ring = Phone: { $number }
staff-public-lead = What everybody sees of the last 30 days. Open one, and change it under “More”, “Who sees it”.
staff-public-none = Nothing in the last 30 days.
staff-sight-public = public
staff-sight-figures = only counted
staff-sight-private = private
staff-words-in = words not released
staff-photos-in = { $count ->
    [one] one photo, not released
   *[other] { $count } photos, not released
}
staff-photos-out = { $count ->
    [one] one photo, released
   *[other] { $count } photos, released
}
staff-look = please look
staff-figures-month = The last 30 days (as on the results board)
staff-export-words = The sheet holds residents' words and places. Keep it to yourselves.
staff-export-codes = The sheet holds categories, buildings and times, and nobody's words.
staff-health-lead = Write /health to ask how the machine is doing. Nobody's words are shown here.
staff-parked = Set aside, could not be handled
staff-parked-at = When
staff-parked-from = From
staff-parked-why = Why
staff-parked-none = Nothing is set aside.
staff-parked-how = To try one again or give it up, use huiyin parked retry and huiyin parked drop on the machine.
