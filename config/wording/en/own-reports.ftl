# One's own reports: something added, and taken back.

added-moved = That is not part of { $number } any more.

in-a-hurry = In a hurry, call:
progress-taken-late = Sorry, we are late. Taken by { $who }, { $coming }, and not done yet.
urged = { $number } { $category } · { $place }: the resident asks where we are, after { $took }.
urged-told = Staff on duty now know that you are asking.
urged-already = You asked today; staff on duty know that you are waiting.

# On staff's card: what the resident was asked, and answered.
alert-answer = Asked: “{ $question }” Answer: “{ $answer }”
