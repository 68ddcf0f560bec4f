# Cards in a WeCom app

fact-media = Files
fact-after = After
fact-others = Too
fact-before = Again
fact-from = From
fact-contact = Call
card-choose = Choose
card-pick = This one
card-rest = More to choose
card-over = Done
card-anew = Changed: see the new card
setup-code-app = First manager of { $community }: open the app in WeCom and send it this:  { $code }

## Who came into the app

member-welcome = This is Huiyin for { $community }: what residents report comes here.
member-welcome-all = This is Huiyin: what residents report comes here.
member-known = Write /queue for what there is to do. What somebody told you by phone or at the door, write to me; screenshots and forwarded words will do.
member-unknown = To take reports, ask a manager for an invitation (they write /invite) and send its code here.
    If you have something to report yourself, just say it here.
manager-next-app = Next: write /invite, and let them send the code to this app. Cards go to each person on duty; no group is needed.
invitation-code = { $community } invites you: { $post }.
    Within 24 hours send this line as it stands to the app in WeCom (in 工作台), or to the bot there:
can-staff-app = You can press the cards that come here: [Take it] and somebody has it, [Done] when it is fixed. Write /queue for what there is to do.

## Too late

take-late = { $number } is taken by now ({ $who }): this card is an old one. Write { $number } to see how it stands.
pick-first = Choose one above first, then press [This one].
