# 催一下，和老是没办成的事。

button-nudge = 催一下
button-nudge-one = 催 { $number }
answer-urged = 催了，值班的人马上看到
answer-urged-already = 今天催过了，值班的人知道您在等
escalate-reopened = 重开第{ $count }次了，请您过问一下。
escalate-handed = 转了{ $count }次，还没人办，请您定个人。
urged-not-yours = 编号{ $number }不是您报的，没替您催。
to-rate-none = 现在没有等您评价的。办好以后会来问您。
to-rate-private = 评价的时候单独跟我说，别人看不到。
