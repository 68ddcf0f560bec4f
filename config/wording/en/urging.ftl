# Asking where we are, and what goes wrong again and again.

button-nudge = Remind them
button-nudge-one = Remind of { $number }
answer-urged = Done; staff on duty see it now
answer-urged-already = You asked today; staff on duty know that you are waiting
escalate-reopened = Reopened for the { $count }rd time; please look into it.
escalate-handed = Handed over { $count } times and nobody took it; please name somebody.
urged-not-yours = You did not report number { $number }, so nobody was asked about it.
to-rate-none = Nothing waits for your rating now. When something is done, you are asked.
to-rate-private = Rate it alone with me: nobody else sees it.
