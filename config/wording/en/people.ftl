# Inviting people, seeing who there is, and letting them go.

role-volunteer = volunteer
role-staff = staff
role-manager = manager
role-head = head
role-street = street office
role-operator = operator
grid-all = all grids
post = { $role }
post-grids = { $role } · { $grids }
post-trade-grids = { $role } · { $trade } · { $grids }
ticked = { $text } ✓
people-in-private = Please ask me that in private.
manager-only = Only a manager can do this.
help-manager = /invite: bring somebody in
    /staff: who there is, shifts, ending a role

## Inviting

ask-invite-role = Whom do you want to invite?
ask-invite-trade = What do they do?
ask-invite-grids = Which grids? Press as many as you like, then [These].
button-all-grids = All
button-those = These
invite-made = The invitation is ready: { $post }.
    Forward the message below to them. It works for 24 hours and for one person. I tell you who opens it; it counts once you press [Agree].
invitation = { $community } invites you: { $post }.
    Within 24 hours open this line; if it does not open, send it to Huiyin as it stands:
invitation-then = Then a manager only has to agree.
invitation-opened = (Somebody has opened this invitation; see below.)
invited = { $community } invites you: { $post }.
    The manager who invited you has been told. I let you know as soon as they agree.
guest-came = { $name } has come: { $post }. Is it them?
button-agree = Agree
button-not-them = Not them
guest-agreed = Done: { $name } is now { $post }.
guest-refused = All right, { $name } is not. This invitation is void. For another one, write /invite.
guest-too-late = This invitation has expired and does not count. For another one, write /invite.
post-now = In { $community } you are now: { $post }.
invitation-not-yours = The manager says that this invitation was not meant for you; sorry, it may have been forwarded by mistake. You can still report things: just say what is broken.
invitation-unknown = I do not know this invitation; a few letters may be missing. Please have it forwarded again.
invitation-expired = This invitation is older than 24 hours. Please ask the manager for a new one.
invitation-used = Somebody has used this invitation already; it works for one person. If that was not you, please tell the manager.
invitation-off = This invitation is void. Please ask the manager for a new one.
invitation-yours = This is your own invitation: forward it to whom you want to invite, and let them open it.
invitation-waiting = The manager has been told and only has to agree.

can-volunteer = You can report for neighbours: just tell me what is broken.
can-staff = You can press the cards in the duty group: [Take it] and somebody has it, [Done] when it is fixed. Write /queue for what there is to do.
can-manager = You can take and finish reports; write /invite to bring people in, /staff for people and shifts, /bind in a group to say what it is for.
can-head = You can take and finish reports; appeals and what nobody answers come to you. Write /queue for what there is to do.
can-street = /queue shows what this community still has to do, /figures how it goes; what residents wrote only when you say why.
can-operator = You can see how the machine is doing, without anybody's words.

## Who there is

staff-list = { $count } people here:
staff-item = { $name }: { $posts }
button-page-next = Next
button-page-before = Before
button-roster = Shifts
button-end-role = End role
button-not-end-role = Keep it
ask-end-role = End it? It counts at once: what they have in hand goes back to the duty group, and old cards refuse them.
last-manager = This is the only manager, who cannot go. Invite another manager first.
role-ended = Done: { $name } has no role here any more.
role-ended-back = { $numbers } went back to the duty group.
role-ended-group = If they are still in the duty group, please remove them: whoever is in it can read the cards.
your-role-ended = You are no longer { $posts } in { $community }. Thank you for all your help.
your-work-goes-on = What was unfinished is back in the duty group, where colleagues go on.
still-report = You can still report things like everybody else.
back-on-duty = { $name } works here no more. { $numbers }: waiting for somebody, please have a look.
card-not-yours = { $number } { $category } · { $place }
    This one is not yours any more.
shift-day = day shift
shift-night = night shift
shift-daily = { $name }: every day { $since }–{ $until }
shift-on = { $name }: { $days } { $since }–{ $until }
no-shifts = There are no shifts yet.
text-is = { $text }
weekday-0 = Mon
weekday-1 = Tue
weekday-2 = Wed
weekday-3 = Thu
weekday-4 = Fri
weekday-5 = Sat
weekday-6 = Sun

## One person, several accounts

channel-web = web
channel-telegram = Telegram
channel-wecom = WeCom
link-code = Within 10 minutes, send me this line from your other account:
link-used = (This code was used.)
link-wait = The code is right. Now go back to the account that got it and press [That is me].
link-is-it-you = { $name } ({ $channel }) used your code. Is that account yours?
link-roles-too = This is the code of { $name } ({ $channel }). Once joined, they can do whatever you can do here. Press [That is me] only if that account is your own.
button-its-me = That is me
button-not-me = Not me
link-joined = Joined. Both accounts are one person: what you reported can be seen and changed from either.
link-not-joined = All right, nothing was joined.
link-same = This is your own code. Please send it from the other account.
link-wrong = This code is wrong, older than 10 minutes, or used. Get another one with /link.
link-too-often = That was wrong several times. Please try again in an hour.
link-too-late = The 10 minutes are over; nothing was joined. Write /link to start again.
