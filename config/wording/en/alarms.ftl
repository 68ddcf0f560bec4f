# Danger: somebody is on it, a false alarm, told again.

button-handle = I am on it
button-false = False alarm
button-no-danger = No danger there
ask-false = Really no danger? Nobody is called any more, and whoever reported it hears so at once.
coming-now = on it now
answer-handling = Good; everybody is told now
answer-handled = Already in hand: { $who }
answer-false-alarm = Closed; everybody has been told
told-handling = { $number } { $category } · { $place }: { $who } is on it now.
group-handling = { $number } { $category } · { $place }: { $who } is on it now.
street-handling = { $number } { $category } · { $place }: { $who } answered and is on it.
told-false-alarm = { $number } Somebody looked: there is no danger. Thank you for telling us; please do so again next time.
group-false-alarm = { $number } { $category } · { $place }: somebody looked, there is no danger. Thanks to whoever told us; please do so again next time.
street-false-alarm = { $number } { $category } · { $place }: somebody looked, there is no danger.
alarm-over = { $number } { $category } · { $place }: { $who } looked, there is no danger. No need to go.
standing-false-alarm = { $who } looked: a false alarm
card-false-alarm = Somebody looked: no danger
progress-false-alarm = Somebody looked: there is no danger.
joined-calling = This was reported already ({ $number }); staff on duty are being called. They have your words too.
joined-handled = This was reported already ({ $number }); { $who } is on it. They have your words too.
