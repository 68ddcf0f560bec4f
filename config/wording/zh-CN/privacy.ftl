# 谁看得见：从公开里撤下来的话

card-away = { $number } 已经不公开了：{ $reason }。
hidden-reporter = 报的人不想公开
hidden-named = 里面提到了人
hidden-between = 是家里或邻里之间的事
hidden-complaint = 说的是工作人员
hidden-staff = 工作人员撤下
hidden-forgotten = 报的人要求删除
hidden-category = 这类事不公开
export-event-visibility = 谁看得见改了

button-hide = 不公开
button-sight = 谁看得见
button-sight-public = 公开
button-sight-figures = 只计数
button-sight-private = 不公开
button-release = 公开原话
button-unrelease = 收回原话
button-photos = 公开照片
button-unphotos = 收回照片
button-release-yes = 就这样公开
button-photos-yes = 公开这几张
button-name-hide = 遮住“{ $name }”
button-name-shown = 不遮“{ $name }”
button-why-agreed = 本人同意
button-why-harmless = 没有谁的信息
button-why-concerns_all = 大家都该知道
answer-hidden = 不公开了
answer-hidden-already = 本来就不公开
answer-sight-public = 公开了
answer-sight-figures = 只计数，内容不公开
answer-sight-private = 不公开了
answer-released = 公开了
answer-taken-back = 收回了
hidden-told = { $number } 不公开了，只有办事的人看得到。编号和状态您随时能问。
hidden-which = 您说的是哪一件？回复那条消息，或者点那件下面的“不公开”。
sight-public = 现在公开：大家看得到类别、楼号和办到哪一步，看不到原话。
sight-figures = 现在只计数：大家只看得到数字。
sight-private = 现在不公开：只有工作人员和报的人看得到。
ask-why-raise = 为什么可以公开？会记下来。
release-preview = { $number } 公开以后，大家看到的是：
release-names = 还有名字没遮住，就点一下。
release-look = 里面还有谁的名字，就先别公开。
released = { $number } 的原话公开了，大家看到的是：
photos-look = { $number }：{ $count ->
    [one] 这张照片
   *[other] 这{ $count }张照片
 }会让大家看到。里面有人脸、车牌或门牌号，就别公开。
photos-released = { $number } 的照片公开了。
export-event-release_words = 公开或收回了原话
raised-told-public = { $number } 工作人员改成公开了：大家看得到类别、楼号和办到哪一步，看不到您写的话。不愿意就点下面。
raised-told-figures = { $number } 工作人员改成只计数了：大家只看得到数字。不愿意就点下面。
words-back = { $number } 的原话收回了，大家看不到了。
photos-back = { $number } 的照片收回了，大家看不到了。
hidden-already = { $number } 本来就不公开，只有办事的人看得到。
alert-hidden = 报的人不想公开
