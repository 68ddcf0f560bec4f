# What is said when groups and people join.

manager-now = You are now the manager of { $community }.
manager-next = Next: add me to the residents' group and to the duty group, write /bind there, and press what the group is for.
manager-next-web = Next: write /invite, and let them send the code to me in their own web chat. What is to be done is written to each person on duty; /web opens all of it on a computer.
ask-bind = What is this group for? (A manager presses.)
button-bind-group = Residents
button-bind-duty = Staff on duty
button-bind-none = Not now
bound-none = All right, I neither read nor speak here. Write /bind when you want me.
intro = Hello, I am Huiyin and take reports for { $community }: say what is broken, somebody sees to it, everybody hears how it ends.
intro-group = I only notice messages about something broken; the rest I neither answer nor keep, it is erased within a day. To be left alone, reply “leave me alone”; to report, just say it, or write /report.
intro-duty = Reports come here as cards. Press [Take it] and somebody has it; write /queue to see them all.
answer-manager-only = A manager has to press this
ask-staff = { $name } pressed a card in the duty group. Who is it?
button-not-staff = Not staff
answer-staff-asked = I do not know you yet; a manager has been asked
staff-now = { $name }: { $trade }
staff-no = All right, { $name } is not staff.
text-term = { $term }
hushed = All right, I leave you alone. To report, write /report or talk to me in private.
group-lost = I cannot speak in “{ $title }” any more: I was removed or muted. To go on, add me again.
resident-lost = { $numbers }: this resident gets no private messages from me now. Please reach them another way.
only-in-private = Everybody can read this group. Write to me in private and say “progress”.
button-in-private = Answer in private
setup-code = First manager of { $community }: on Telegram, send { $bot } this:  /start { $code }

## Command menus

menu-report = Report something broken
menu-queue = What is to be done
menu-mine = What I took
menu-grid = My grid: new, due, waiting for you
menu-overdue = What is overdue
menu-figures = This week and the last in numbers
menu-digest = The week so far
menu-known = Tell of an outage once; whoever asks is answered
menu-monthly = Last month on one page
menu-my = What I reported, and how it stands
menu-phones = Phone numbers
menu-help = How it works
menu-lang = Language 语言
menu-forget = Erase my data
menu-cancel = Never mind

## When there is too much

backlog = { $count } more: write /queue
