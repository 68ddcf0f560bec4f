# 街道：几个社区一起看，一件事转给别的社区，要看居民的原话先说为什么。

street-all = 您看的{ $communities }个社区：待办{ $live }件，超时{ $late }件
street-group-late = 超时的，最久的在前：
street-group-running = 还没到时间：
street-group-waits = 定了日子再看：
street-unseen = 另外{ $count }件不公开，这里只算数
street-times = { $reported }报的；说好{ $respond }前回话，{ $resolve }前办好
street-again = 没修好，又报了{ $times }次
button-read-words = 看原话
button-move = 移交
answer-street-only = 这件不在您看的社区里

## 看居民的原话

street-why = 为什么要看？写进“谁看过”，社区的书记看得到。
street-why-own = 为什么要看？写一句，会写进“谁看过”。
button-street-came = 居民找到街道
button-street-transfer = 要定给谁办
button-street-check = 核实办得怎样
button-street-safety = 有安全隐患
button-street-own = 自己写
street-reason-came = 居民找到街道
street-reason-transfer = 要定给谁办
street-reason-check = 核实办得怎样
street-reason-safety = 有安全隐患
street-words = { $number } { $category } · { $place }
street-no-words = 没有写字。
street-from = { $name }报的
street-contact = 联系：{ $contact }
street-logged = 您看过这件的原话，记下来了。
log-read_words = 看了原话
log-reason = { " " }{ $number }（{ $reason }）

## 转给别的社区

button-raise = 转街道
button-move-to = { $community }
button-move-back = 还是{ $community }办
move-where = 给哪个社区办？编号和时间都不变。
answer-move = 好，1分钟内可以撤销
going-up = 要请街道定由谁办，1分钟内可以撤销
going-down = 街道说还是这里办，1分钟内可以撤销
going-to = 要转给{ $community }，1分钟内可以撤销
at-street = 请街道定由谁办，还没定；没定之前还是这里办
street-asked = { $community }请街道定：这件由谁办？
alert-guest = 街道从{ $community }转来的，编号还是那边的
moved-away = { $number } { $category } · { $place }
    转给{ $community }了，这里不用办了。
card-moved-away = 街道转给{ $community }办，编号不变，进度还在这里问
answer-moved-away = 这件转给{ $community }了
not-moved-ended = 已经办完了，不用转
not-moved-private = 不公开的、投诉工作人员的不能这样转
not-moved-known = 已经告诉大家的停水停电这类不能转
not-moved-danger = 有危险，先有人去，别转
not-moved-going = 已经在转了
not-moved-moment = 刚有人办了一步，过1分钟再转
not-moved-nowhere = 您看的社区只有这一个，没处转
not-moved-nobody = 还没有街道的人看这个社区
promise-answer = 最晚{ $by }有人回您
promise-end = 最晚{ $by }办好
told-raised = { $number } { $category } · { $place }：社区请街道定由谁办，定了告诉您。时间不变，{ $promise }。
told-lowered = { $number } { $category } · { $place }：街道定了，还是{ $community }办。时间不变，{ $promise }。
told-transferred = { $number } { $category } · { $place }：现在由{ $community }办。编号不变，时间不变，{ $promise }。
progress-with = 现在由{ $community }办

## 请街道的人

street-now = 您现在看这{ $count }个社区：{ $communities }。
    发“待办”看没办完的事，发“数据”看办得怎样；居民的原话要说为什么才能看。
street-came = { $name }现在是街道的人，看得到{ $community }的待办和数据；看居民的原话要说为什么，写在“谁看过”里。
street-code-off = 这个码过期了，或者有人用过了。请再要一个。
street-code-made = 把下面这一行转给本人，24小时内有效，只能用一次。点不开链接的，原样发给回音：
street-code-none = 没有叫{ $code }的社区。有：{ $codes }

## 几个社区的数

spread = 数据 · 您看的{ $count }个社区
spread-both = { $what }{ $all }（{ $of }件）；{ $apart }
spread-alone = { $what }{ $all }（{ $of }件）
spread-hidden = { $what }—（评价不到{ $least }件）
spread-apart = 各社区最低{ $low }、中间{ $middle }、最高{ $high }（{ $of }个社区{ $few ->
    [0] { "" }
   *[other] ，另外{ $few }个件数太少不单列
    }）
spread-answered = 按时回话
spread-resolved = 按时办好
spread-contacted = 有人联系
spread-solved = 解决
spread-satisfied = 满意
spread-to-answer = 一半在多久内有人回话：
spread-to-resolve = 一半在多久内办好：
spread-percent = { $percent }%
spread-long = { $span }
spread-how = 不排名次：社区大小不同，报的事也不同。件数够的社区不到{ $least }个时，不说各社区差多少。

## 导出和结果页

export-event-raise = 转街道
export-event-raised = 街道来定由谁办
export-event-lowered = 街道定了，还在原社区
export-event-transfer = 移交
export-event-transferred = 到了另一个社区
export-event-stay = 撤销移交
export-event-read_words = 街道看了原话
board-step-raised = 请街道定由谁办
board-step-transferred = 街道转给另一个社区办
mine-read = { $number } 的原话，{ $day }给街道看过，写了为什么

## 换了人

at-street-here = 社区请街道定由谁办，还没定
late-handed = { $number } 我们晚了，对不起。换了人来办，还没人接上。
