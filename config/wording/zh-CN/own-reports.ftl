# 自己报的事：补一句，又不算了。

added-moved = 刚才那条不算在 { $number } 里了。

in-a-hurry = 着急就打：
progress-taken-late = 对不起，我们晚了。{ $who }接了，{ $coming }，到现在还没办好。
urged = { $number } { $category } · { $place }：住户来催了，报上来{ $took }了。
urged-told = 您在催，已经跟值班的人说了。
urged-already = 今天催过了，值班的人知道您在等。

# 工单卡片上：问住户的话，和住户的回答。
alert-answer = 问：“{ $question }” 答：“{ $answer }”
