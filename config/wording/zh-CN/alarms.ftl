# 危险：有人应了、误报、又有人报。

button-handle = 我在处理
button-false = 误报
button-no-danger = 看过了，没有危险
ask-false = 真的没有危险？点了就不再叫人，报的人马上知道。
coming-now = 正在处理
answer-handling = 好，马上告诉大家
answer-handled = { $who }已经在处理了
answer-false-alarm = 结了，已经告诉大家
told-handling = { $number } { $category } · { $place }：{ $who }已经在处理了。
group-handling = { $number } { $category } · { $place }：{ $who }已经在处理了。
street-handling = { $number } { $category } · { $place }：{ $who }应了，正在处理。
told-false-alarm = { $number } 看过了，没有危险。谢谢您说一声，下次照样喊。
group-false-alarm = { $number } { $category } · { $place }：看过了，没有危险。谢谢说一声的邻居，下次照样喊。
street-false-alarm = { $number } { $category } · { $place }：看过了，没有危险。
alarm-over = { $number } { $category } · { $place }：{ $who }看过了，没有危险，不用去了。
standing-false-alarm = { $who }看过了：误报
card-false-alarm = 看过了，没有危险
progress-false-alarm = 看过了，没有危险。
joined-calling = 这件已经报上来了（{ $number }），正在叫值班的人。您说的也转过去了。
joined-handled = 这件已经报上来了（{ $number }），{ $who }在处理。您说的也转过去了。
