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
