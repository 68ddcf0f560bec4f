# Leaving a number or a time to visit; made safe for now.

contact-kept = (number kept)

## Made safe for now

button-secure = Made safe
ask-secure = { $number } { $category }: what did you do, and what follows? One line, a photo if you like. The resident sees it, so no room numbers.
ask-secure-too = { $number } Got the photo. One line, please: what did you do, and what follows?
secured-here = { $number } Noted; it stays open. The resident is told in a minute. A mistake? Undo it.
answer-secure = Noted; you can undo it for a minute
alert-secured = Made safe: “{ $text }”
card-secured = Made safe for now, not finished
progress-secured = Made safe for now by { $who }, not finished; { $coming }.
progress-secured-open = It was made safe for now. It is not finished.
told-secured = { $number } Something was done at once: { $text }. It is not finished; we go on.
group-secured = { $number } { $category } · { $place }: made safe for now. It is not finished; we go on.
