# Places that are not ours

outside-neighbour = This looks like { $community }'s. I can pass it on to them. If it is urgent, call:
outside-listed = { $place } is not { $community }'s. It belongs to { $who }:
outside-nobody = This spot is outside { $community }, and we do not know whose it is. Call this number and say where; they will pass it on:
outside-called = { $number } Their people on duty are called too. In a hurry, call:
alert-outside = Sounds like a place of somebody else's, not ours
alert-outside-called = Sounds like the neighbours' place; their people on duty are called too
outside-public = Passed on to { $community } as number { $number }. To hear how it goes, write to me in private.
button-pass = Pass on to { $community }
button-pass-not = Report it here
answer-passed = Passed on to { $community }
