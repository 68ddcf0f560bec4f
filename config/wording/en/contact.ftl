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

## Leaving a way in

button-leave = Leave a number
button-leave-private = Leave it in private
button-no-contact = No, answer me here
button-erase-contact = Erase it
button-reach = Contact
ask-contact = { $number } Leave a phone number, or say when suits you. Only whoever comes sees it; it is erased 7 days after the end.
contact-here = { $number } All right, we answer you here.
contact-left = { $number } Noted. Only whoever comes sees it; it is erased 7 days after the end:
contact-gone = { $number } The contact you left is erased.
contact-away = { $number } The contact is put away.
contact-erased = Erased
contact-none = The resident left no contact
contact-take-first = Take it first, then you can see it
contact-asked-in-private = I asked you in private: neighbours read along here
contact-in-private = { $number } Neighbours read along here. Please leave it with me in private.
contact-of = { $number } { $category } · { $place }, how to reach the resident:
contact-seen = { $number } Left by the resident:
    { $contact }
alert-contact = The resident left a way to reach them
