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
setup-code-app = First manager of { $community }: open the app in WeCom and send it this:  { $code }
