# 聊天里说的话。改字就改这里；等号左边不要动，花括号里的是会变的内容，两种语言要一样。
# 怎么说：平白、热情、短；说几点，不说“24 小时内”；没发生的事不说；电话单独一行。

## 时间

moment = { $day }{ $time }
day-yesterday = 昨天
day-today = 今天
day-tomorrow = 明天
time-night = 凌晨{ $time }
time-morning = 上午{ $time }
time-later = { $time }
duration-minutes = { $minutes }分钟
duration-hours = { $hours }小时{ $minutes ->
    [0] {""}
   *[other] { $minutes }分钟
}
duration-days = { $days }天{ $hours ->
    [0] {""}
   *[other] { $hours }小时
}
list-join = 、

## 什么时候来

coming-by = { $by }前来
coming-was-by = 说好{ $by }前来
coming-on = { $day }来
coming-was = 说好{ $day }来
coming-unsaid = 时间还没定

## 名称

place-unknown = 地点还不清楚
place-somewhere = 小区里
place-unit = { $building }{ $unit }单元
phone-110 = 报警
phone-119 = 火警、救援
phone-120 = 急救
phone-122 = 交警
phone-duty = 值班电话
phone-property = 物业
phone-gas = 燃气抢修
phone-water = 自来水抢修
phone-power = 供电抢修
phone-lift = 电梯救援
trade-staff = 值班人员
trade-electrician = 水电师傅
trade-plumber = 管道师傅
trade-property = 物业
trade-grid_officer = 网格员
trade-cleaner = 保洁
trade-gardener = 绿化师傅
trade-security = 保安
trade-lift = 电梯师傅
trade-fire = 消防员
trade-head = 书记
coming-parts = 配件到了就来
refusal-not_ours = 不归我们管
refusal-not_found = 到了地方，没找着
refusal-no_fault = 去看过了，是好的
refusal-own = 原因跟本人说了
status-open = 等人接
status-acknowledged = 有人在办
status-resolved = 办好了
status-closed = 办结
status-refused = 办不了
status-duplicate = 和另一件合并了
status-withdrawn = 本人撤回

## 居民：上报

help = 哪里坏了，跟我说一句就行，也可以发照片、语音。
    比如：3号楼2单元楼道灯不亮
    我会给您一个编号，最晚第二天有人回您。
    想看办到哪了，说“进度”；想找人，说“电话”。
help-staff = 我的网格、待办、我接的、超时：看要办的事
    数据：这周和上周的数；周报：这周到现在；月报：上个月的一页纸
    发编号，比如 1042：看那一件，能直接点
    点[接单]就算有人管了；修好了点[办结]，写一句、拍张照。
    待告知：办完了要打电话告诉住户的
    值班：现在谁值班，接下来是谁，跟人换班；交班：要交给下一班的事
    停水通知：跟居民说一声，谁再问、再报，照这个回，到点问您好了没有
    替住户报：私聊我“老周来电 3号楼2单元楼道灯不亮”，转发、截图也行；在值班群发 /report 加这句
help-group = 要报修，@我说一句，或者发：/report 3号楼2单元楼道灯不亮
report-how = 写在一条里就行：/report 3号楼2单元楼道灯不亮
ask-what = 怎么了？说一句，或者发张照片、一条语音。
ask-place = 在哪儿呢？说楼号，或者旁边有什么都行。
ask-place-filed = { $number } 在哪儿呢？说楼号，或者旁边有什么都行。
ask-kind = 是哪一类？
cannot-read = 这个我看不了。打字、发照片（别当文件发）、发语音都行。
got-photo = 照片收到了。
got-voice = 语音收到了。
summary = 我这样报：{ $category } · { $place }
summary-words = “{ $text }”
summary-urgent = 算急事，会先叫人。
nudge = 这件还没报上去：
draft-waits = 刚才那件先放着，先说这件：
draft-next = 还有刚才那件没报完：
dropped = 好，不报了。
offer = 要帮您报上去吗？
offer-what = { $category } · { $place }
receipt = 收到了，编号{ $number }。
receipt-what = { $category } · { $place }
receipt-by = 最晚{ $by }，会有人回您。
receipt-late = 说好{ $by }前回您，我们没做到，对不起。
receipt-call = 最晚{ $by }，会有人联系您。
receipt-more = 要改要补，回复这条，说一句就行。
receipt-more-group = 哪里不对，点[改]。
added = { $number } 记上了。
added-another = 要是另外一件事，点下面。
answer-passed-on = { $number } 转过去了。
welcome = 不客气，有事随时说。
ask-change = 改成哪一类？地点不对的话，直接说在哪儿。
withdrawn = { $number } 撤回了。
withdrawn-passed-on = { $number } 您撤回了。还有邻居也在等，这件接着办。
no-more-waiting = 好，不用写了。

## 居民：问

my = 您报过的：
my-none = 您还没报过。哪里坏了，跟我说一句就行。
progress = { $number } { $category } · { $place }
progress-open = 等值班的人接，最晚{ $by }有人回话。
progress-late = 我们晚了，对不起，还没人接。
progress-acknowledged = { $who }接了，{ $coming }。
progress-resolved = 修好了。
progress-closed = 办完了。
progress-refused = 这件我们办不了：{ $reason }。
progress-duplicate = 和另一件是同一件事，一起办。
progress-withdrawn = 本人撤回了。
no-such-number = 没找到编号{ $number }。看看是不是少了一位？
phone = { $what }
    { $number }
ask-lang = 用哪种语言？ Which language?
lang-set = 好，以后说中文。
ask-forget = 删掉您的资料以后，您报过的事只留下类别和楼号，话和照片都删掉。{ $count ->
    [0] {""}
   *[other] 还在办的{ $count }件照常办，但不会再告诉您结果。
}
forget-staff = 工作人员的资料请负责人来删。
forgotten = 您的资料删掉了。
nothing-to-cancel = 现在没有没报完的事。
staff-only = 这个只有值班人员能看。
staff-elsewhere = 这里邻居都看得到。请到值班群或者私聊里发。
answered = { $number } 住户回话：
quoted = “{ $text }”

## 危险：先顾人

danger-gas = 先顾人！开窗，不碰开关，不点火，人都出来。到外面再打：
danger-fire = 先顾人！叫上邻居走楼梯，别坐电梯，别回去拿东西。到外面打：
danger-electric = 别碰，别靠近，离开十步远，别让孩子过去。马上打：
danger-manhole = 别靠近，提醒后面的人和车绕开。马上打：
danger-elevator = 别扒门，按轿厢里的呼叫钮。马上打：
danger-falling = 离墙根和树远一点，别从下面走。马上打：
danger-flood = 先关电闸和水阀，东西往高处放。马上打：
danger-violence = 先躲开，关好门。马上打：
danger-person_down = 先看人有没有反应，别随便搬动。马上打：
danger-robot = 我只是机器人，不能替您报警。正在叫值班的人，有人应了马上说。

## 居民群

card = { $number } { $category } · { $place }
card-open = 等值班的人接，最晚{ $by }回话
card-open-late = 我们晚了，对不起：说好{ $by }前回话，还没人接
card-acknowledged = { $who }接了，{ $coming }
card-acknowledged-late = 我们晚了，对不起：{ $who }接了，{ $coming }，到现在还没办好
card-resolved = 修好了
card-closed = 办结
card-refused = 这件我们办不了：{ $reason }
card-duplicate = 和另一件一起办
card-withdrawn = 本人撤回了
card-supporters = { $count }户也遇到
group-refused = { $number } { $category } · { $place }：这件我们办不了：{ $reason }。

## 通知居民

told-taken = { $number } 有人接了：{ $who }{ $coming }看{ $category }（{ $place }）。
told-resolved-ask = 您看看好了没有；没好就点[没好]，师傅再来，7天内都可以。
told-refused = { $number } { $category } · { $place }：这件事我们办不了：{ $reason }。
told-elsewhere = 可以找：{ $where }
told-call = 有疑问可以打：
told-refused-appeal = 觉得我们该管，点[请书记看看]。
told-refused-final = 书记已经看过一次。
told-merged = { $number } 和 { $other } 是同一件事，一起办，结果照样告诉您。
told-unmerged = { $number } 和 { $other } 不是同一件事，分开办，结果照样告诉您。
told-granted = { $number } 书记看过了：这件我们管，正在叫人来办。
told-denied = { $number } 书记看过了：还是办不了，对不起。
question = { $number } { $category } · { $place }，{ $who }问您：
question-how = 回复这条，说一句就行。
reopened = { $number } 对不起，没修好。正在叫人再来。
ask-missing = 还差什么？说一句，或者拍张照。
appealed = { $number } 转给书记了，看过就告诉您。
appeal-nobody = { $number } 这里还没有登记书记。请打：

## 值班群

alert-normal = { $number } { $category } · { $place }
alert-urgent = 【急】{ $number } { $category } · { $place }
alert-emergency = 【危险】{ $number } { $category } · { $place }
alert-danger = 【危险】{ $number } { $category } · { $place }
alert-words = “{ $text }”
alert-call = 住户说不清：请点[问一句]联系
alert-media = { $photos ->
    [0] {""}
   *[other] 照片{ $photos }张
}{ $voice ->
    [0] {""}
   *[other] 语音1条
}
alert-after = 修好的照片{ $count }张
alert-supporters = { $count }户也遇到
alert-earlier = 两个月内第{ $count }次
alert-reopened = 第{ $cycle }次办
alert-granted = 书记说这件该我们管
alert-last-time = 上次{ $who }办：{ $note }{ $photos ->
    [0] {""}
   *[other] （以前修的照片{ $photos }张）
}
alert-question = 已问住户：“{ $text }”
alert-remark = 备注：“{ $text }”
standing-open = { $by }前要回话
standing-handed = 转给{ $who }了，等着接。{ $by }前要回话
standing-taken = { $who }接了，{ $coming }
standing-resolved = { $who }办结：{ $note }
standing-refused = 退回：{ $reason }
standing-duplicate = 合并到另一件了
standing-withdrawn = 本人撤回了
withdrawn-staff = { $number } { $category } · { $place }：本人撤回了，不用去了。
standing-closed = 办结
card-old-cycle = { $number } { $category } · { $place }：要重新办，看下面新的一条
card-moved = { $number } { $category } · { $place }：卡片在下面
ask-when = 什么时候去？
ask-who = 转给谁？
ask-merge = 和哪一件是同一件事？
ask-refuse = 为什么办不了？
ask-note = { $number } { $category }：怎么修的？写一句，带张照片。住户会看到，别写门牌。
ask-note-too = { $number } 照片收到了。再写一句：怎么修的？
ask-photo = { $number } 拍一张修好的照片。拍不了就点一下：
ask-reason = { $number } 为什么办不了？写一句，住户会看到。
ask-question = { $number } 想问住户什么？写一句，我转过去。
ask-question-open = 住户没跟我私聊过，这句话群里都看得到。
in-words = 请写一句话。
ask-where = { $number } 在哪儿？写楼号或旁边有什么。
asked = { $number } 问过去了，有回话就告诉您。
asked-counted = { $number } 写给住户了，有回话就告诉您。微信只让发几条，发不过去的，等住户下次说话时一起给；着急就打电话。
remarked = { $number } 记下了。
whole = { $number } { $category } · { $place }，原话：
refused-status = { $number } 现在不能这样办，状态已经变了。
refused-closed = { $number } 已经办结了。又坏了就再报一次。
refused-role = { $number } 这一步不归您点。
unsure = 待确认{ $count }条，像是要报的，本人没点：
unsure-item = { $position }. “{ $text }”{ $photos ->
    [0] {""}
   *[other] （照片{ $photos }张）
}
unsure-none = 待确认的没有了。
queue = 待办{ $count }件：
queue-none = 没有待办的。
mine = 您接的{ $count }件：
mine-none = 您手上没有。
overdue = 超时{ $count }件：
overdue-none = 没有超时的。
queue-open = { $number } { $category } · { $place }，{ $by }前回话
queue-acknowledged = { $number } { $category } · { $place }，{ $by }前办完
list-more = 还有{ $count }件
appeal = { $number } { $category } · { $place }：住户觉得我们该管，请您看看。
appeal-granted = { $number } { $category } · { $place }：您说该管，已经转回值班群。
appeal-denied = { $number } { $category } · { $place }：您说办不了，已经告诉住户。
appeal-denied-phone = { $number } { $category } · { $place }：您说办不了，正请人打电话告诉住户。

## 按钮

button-report = { $number } { $category } · { $place }
button-start = 报一件事
button-file = 报上去
button-drop = 不用
button-cancel = 不报了
button-another = 另报一件
button-kind = 改类别
button-where = 改地点
button-unsure = 说不清，请人联系我
button-call-me = 请人联系我
button-all-kinds = 全部类别
button-change = 改
button-withdraw = 撤回
button-support = 我也遇到
button-progress = 进度
button-take = 接单
button-hand = 转派
button-ask = 问一句
button-done = 办结
button-more = 更多
button-back = 返回
button-undo = 撤销
button-retime = 改时间
button-merge = 合并
button-unmerge = 拆开
button-refuse = 退回
button-whole = 看全文
button-coming-hour = 1小时内
button-coming-today = 今天
button-coming-tomorrow = 明天
button-coming-parts = 等配件
button-refuse-not_ours = 不归我们管
button-refuse-not_found = 没找着
button-refuse-no_fault = 是好的
button-refuse-own = 写原因
button-skip-inside = 在住户家里
button-skip-dark = 太黑拍不清
button-skip-later = 回头补
button-person = { $name } · { $trade }
button-fixed = 好了
button-not-fixed = 没好
button-appeal = 请书记看看
button-grant = 该我们管
button-deny = 维持
button-forget = 删掉我的资料
button-keep = 不删
button-unsure-file = { $position } 立案
button-unsure-drop = { $position } 不是

## 点按钮以后的一句话

answer-ok = {""}
answer-acknowledge = 您接了，1分钟内可以撤销
undone-here = { $number } 撤销了，还在办。
resolved-photos = { $number } 办结了。住户拍的照片群里看不到，想让大家看到修之前的样子，就点[公开照片]。
photos-published = { $number } 办结了，住户拍的照片放到群里了。
resolved-here = { $number } 办结了，1分钟以后告诉住户。点错了就撤销。
answer-resolve = 办结了，1分钟内可以撤销
answer-refuse = 退回了，1分钟内可以撤销
answer-undone = 撤销了
answer-too-late = 已经通知出去，不能撤销了
answer-handed = 转给{ $name }了
answer-write = 写在下一条里就行
answer-corrected = 改好了
answer-merged = 合并到{ $number }了
answer-unmerged = 拆开了
answer-nothing-to-merge = 没有别的在办的
answer-nobody-to-ask = 这件没有可以问的住户
answer-shown = 在下面
answer-no-text = 没有写字
answer-supported = 记上了，{ $count }户也遇到，结果会告诉您
answer-already = 已经记过您了，一共{ $count }户
answer-filed = 已经报上去了，编号{ $number }
answer-your-own = 这件就是您报的
answer-ended = 这件已经结了
answer-appealed = 已经请书记看过一次
answer-thanks = 谢谢
answer-kept = 好，不删
answer-staff-only = 这个按钮是给值班人员的
answer-other-grid = 这件不在您管的网格
answer-among-staff = 请到值班群或者私聊里点
answer-not-yours = 这个按钮是给别人的
answer-stale = 这张卡片旧了，看最新的一张
answer-done-already = 这条已经处理过了
answer-unknown = 这个按钮认不出来，请看最新的消息
