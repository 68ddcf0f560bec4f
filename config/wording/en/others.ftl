# Filing for others: for somebody who is not here; and calling them when it has ended.

## Who told you

source-phone = a call
source-visit = came by
source-seen = seen in a chat
source-round = found it myself
button-source-phone = A call
button-source-visit = Came by
button-source-seen = Seen in a chat
button-source-round = Found it
button-source-fixed_on_round = Found and fixed
button-source-resident = My own home
source-unsaid = told by
summary-told = { $source }: { $name }
summary-source = { $source }
button-unsure-others = Not sure

## The filer's receipt

filed = Noted as number { $number }.
filed-by = They are to hear from us by { $by }.
filed-late = An answer was promised by { $by } and nobody has taken it: we are late.
filed-unsaid = Who told you?
filed-phone = A resident called. Tap [Copy] to send them the receipt.
filed-visit = A resident came by. Tap [Copy] to send them the receipt.
filed-seen = Seen in a chat. Tap [Copy] to answer there.
filed-round = You found it yourself.
filed-fixed_on_round = Found and fixed, closed.
copy-receipt = What you told us ({ $what }) is noted as number { $number }. Somebody gets back to you by { $by }. – { $community }
copy-what = { $category }, { $place }
copy-what-place = { $place }
copy-what-kind = { $category }
copy-what-that = your call
copy-receipt-group = { $what }: this is noted as number { $number }. Somebody answers by { $by }. – { $community }
button-copy = Copy

## Staff's card

alert-from-unsaid = filed by { $name } for somebody else
alert-from-phone = a resident called, filed by { $name }
alert-from-visit = a resident came by, filed by { $name }
alert-from-seen = seen in a chat, filed by { $name }
alert-from-round = found by { $name }
alert-from-fixed_on_round = found by { $name }
standing-fixed = found and fixed
answer-phone-instead = The resident is not here: please ask by phone

## What I filed for others

my-filed = What you filed for others:

## [Copy] on the trial page

trial-js-copied = Copied
trial-js-copy-failed = Could not copy: please select the words

## To be phoned

menu-calls = Whom to phone
calls = { $count } to be phoned:
calls-none = Nobody is to be phoned.
calls-later = { $count } more did not answer: again tomorrow
call-resolved = { $number } { $category } · { $place }: done, please phone them.
call-refused = { $number } { $category } · { $place }: cannot be done ({ $reason }), please phone them.
call-denied = { $number } { $category } · { $place }: the head had a look, it still cannot be done ({ $reason }), please phone them.
call-item-denied = { $number } { $category } · { $place }: the head had a look, it still cannot be done ({ $reason })
call-item-resolved = { $number } { $category } · { $place }: done
call-item-refused = { $number } { $category } · { $place }: cannot be done ({ $reason })
call-name = Ask for { $name }
call-visit = When it suits them: { $visit }
call-no-phone = No number left
call-hidden = The number is seen by whoever took it and whoever filed it.
call-say = Say it like this: “{ $words }”
copy-taken = What you told us ({ $what }): somebody has it, { $who }, { $coming }. – { $community }
copy-taken-group = { $what }: somebody has it, { $who }, { $coming }. – { $community }
copy-resolved = What you told us ({ $what }) is done: { $note }. Is it all right now? – { $community }
copy-refused = What you told us ({ $what }): we cannot do this, { $reason }. Sorry. – { $community }
copy-denied = What you told us ({ $what }): the head had another look, and we still cannot do it, { $reason }. Sorry. – { $community }
copy-resolved-group = { $what }: done. Thank you for telling us. – { $community }
copy-refused-group = { $what }: we cannot do this, { $reason }. – { $community }
phoned-fixed = { $number } { $category } · { $place }: phoned, they say it is fixed. Closed.
phoned-not-fixed = { $number } { $category } · { $place }: phoned, they say it is not fixed. Somebody is called again.
phoned-told = { $number } { $category } · { $place }: phoned, they know.
phoned-appealed = { $number } { $category } · { $place }: they want the head to look at it; passed on.
phoned-missed = { $number } { $category } · { $place }: no answer (try { $count }), again tomorrow.
phoned-unreached = { $number } { $category } · { $place }: no answer three times, no more tries.
ask-missing-phoned = What is still missing, do they say? Write a few words.
button-phone-told = Told them
button-phone-appeal = They ask for the head
button-phone-missed = No answer
answer-phoned-already = This has been dealt with
answer-write-first = Please write to me in private first: a number is for your eyes alone
answer-in-private = It is in your private chat

## No number was left

alert-teller = resident: { $name } (no number left)
ask-number = { $number } What is { $name }’s phone number? Write it next; only whoever comes sees it, and it is erased 7 days after the end.
ask-number-theirs = { $number } What is their phone number? Write it next; only whoever comes sees it, and it is erased 7 days after the end.
button-no-number = No number
no-number = { $number } All right, no number.
call-item-no-phone = { $item } (no number left)
