# The street: several communities at once, a report handed to another community, residents' words only for a reason.

street-all = Your { $communities } communities, to do: { $live }, overdue: { $late }
street-group-late = Overdue, the longest first:
street-group-running = Still in time:
street-group-waits = Waiting for a date:
street-unseen = And private ones, only counted here: { $count }
street-times = Reported { $reported }; promised: an answer by { $respond }, done by { $resolve }
street-again = Not fixed, came back: { $times }
button-read-words = Read the words
button-move = Hand over
answer-street-only = Not in the communities you look over

## What residents wrote

street-why = Why do you want to read it? It goes into “who looked”, where the community's head sees it.
street-why-own = Why do you want to read it? One sentence, please; it goes into “who looked”.
button-street-came = Resident came to us
button-street-transfer = To say who has it
button-street-check = To check the work
button-street-safety = Safety
button-street-own = In my words
street-reason-came = the resident came to the street
street-reason-transfer = to say who has it
street-reason-check = to check the work
street-reason-safety = safety
street-words = { $number } { $category } · { $place }
street-no-words = Nothing was written.
street-from = Reported by { $name }
street-contact = Contact: { $contact }
street-logged = That you read this was written down.
log-read_words = read a resident's words
log-reason = { " " }{ $number } ({ $reason })

## To another community

button-raise = Ask the street
button-move-to = { $community }
button-move-back = Stays with { $community }
move-where = Which community is to have it? Its number and its times stay.
answer-move = Done; 1 minute to undo
going-up = The street will be asked who has it; 1 minute to undo
going-down = The street says it stays here; 1 minute to undo
going-to = On its way to { $community }; 1 minute to undo
at-street = The street was asked who has it; until it says so, it is ours
street-asked = { $community } asks the street: who is to have this?
alert-guest = Handed over by the street from { $community }, whose number it keeps
moved-away = { $number } { $category } · { $place }
    { $community } has it now; nothing to do here.
card-moved-away = The street handed it to { $community }; same number, ask here how it goes
answer-moved-away = { $community } has this now
not-moved-ended = It has ended
not-moved-private = Private ones and complaints about staff cannot be handed over like this
not-moved-known = An outage that everybody was told of cannot be handed over
not-moved-danger = Danger: somebody goes there first
not-moved-going = It is on its way already
not-moved-moment = Somebody just did something with it; try again in a minute
not-moved-nowhere = You look over this community alone
not-moved-nobody = Nobody of the street looks over this community yet
promise-answer = an answer by { $by }
promise-end = done by { $by }
told-raised = { $number } { $category } · { $place }: the street was asked who is to do it; you will hear. The promise stays: { $promise }.
told-lowered = { $number } { $category } · { $place }: the street has decided, { $community } does it. The promise stays: { $promise }.
told-transferred = { $number } { $category } · { $place }: { $community } has it now. Same number, same promise: { $promise }.
progress-with = { $community } has it now

## Somebody of the street comes

street-now = You now look over { $count ->
    [one] one community
   *[other] { $count } communities
    }: { $communities }.
    /queue shows what is still to do, /figures how it goes; what residents wrote only when you say why.
street-came = { $name } is of the street office now and sees what { $community } has to do and its figures; what residents wrote only for a reason, which stands in “who looked”.
street-code-off = This code is too old, or somebody used it. Please ask for another.
street-code-made = Send the next line to the person it is for; it works once, within 24 hours. Where a link does not open, send it to Huiyin as it is:
street-code-none = No community is called { $code }. There are: { $codes }

## Figures of several communities

spread = Figures of your { $count } communities
spread-both = { $what } { $all } (of { $of }); { $apart }
spread-alone = { $what } { $all } (of { $of })
spread-hidden = { $what } — (fewer than { $least } ratings)
spread-apart = lowest { $low }, middle { $middle }, highest { $high } ({ $of } communities{ $few ->
    [0] { "" }
   *[other] ; { $few } with too few are not told apart
    })
spread-answered = Answered in time
spread-resolved = Done in time
spread-contacted = Contacted
spread-solved = Solved
spread-satisfied = Satisfied
spread-to-answer = Half were answered within
spread-to-resolve = Half were done within
spread-percent = { $percent } %
spread-long = { $span }
spread-how = No ranks: communities differ, and so does what they report. With fewer than { $least } that have enough reports, how far apart they lie is not said.

## In exports and on the results board

export-event-raise = the street was asked
export-event-raised = the street is to say who has it
export-event-lowered = the street left it where it was
export-event-transfer = handed to another community
export-event-transferred = with another community
export-event-stay = not handed over after all
export-event-read_words = the street read the words
board-step-raised = the street was asked who does it
board-step-transferred = the street handed it to another community
mine-read = { $number }: what you wrote was read on { $day } by the street office, which wrote down why

## In other hands

at-street-here = The community asks the street who has it; nobody has said so yet
late-handed = { $number }: we are late, sorry. It went to other hands, and nobody there has taken it yet.
