# 公示栏：大家看得见的网页。改字就改这里；等号左边不要动，两种语言的编号要一样。
#
#   at 几点    over 晚了多久    took 用了多久    why 原因    who 谁办的    kind 类别    place 地点
#   number 编号    count 几件    days 几天    state 进展    promise 说好的    n 一共几次

board-name = 公示栏
board-about = 报上来的每一件事，办没办、什么时候办的，都写在这里。
board-nav = 公示栏的页面
board-to-list = 公示栏
board-to-figures = 数字
board-to-plan = 平面图
board-to-cards = 有事找谁
board-communities = 看哪个社区
board-trial = 这是试用：事和人都是编的。
board-sample = 这个社区是编的，用来看样子。

## 最近七天

board-week = 这七天
board-week-days = { $since }到现在
board-broken = 说到没做到
board-broken-none = 这七天说好的，都做到了。
board-broken-nothing = 这七天没有到期的事。
board-unanswered = 没按时回话 { $count } 次
board-unfinished = 没按时办好 { $count } 次
board-overdue = 现在超时 { $count } 件
board-overdue-listed = 其中 { $count } 件能一件件看
board-overdue-all = 每一件都在这里
board-kept = 说到做到
board-kept-of = 一共 { $n } 次到期
board-times = 次
board-pieces = 件
board-reported = 新报的
board-done = 办好的
board-half = 一半有人回话，用了
board-fixed = 一半办好，用了
board-none-yet = 还没有
board-under-half = 还不到一半
board-figures-too = 涉及个人的事只算进数，不单独列。

## 找和筛

board-find = 找一件
board-find-hint = 路灯、3号楼、1042
board-search = 找
board-filters = 只看一部分
board-category = 类别
board-grid = 网格
board-state = 进展
board-time = 时间
board-any-category = 所有类别
board-any-grid = 所有网格
board-any-state = 不管进展
board-any-time = 不管多久
board-building = 只看{ $place }
board-days = 最近{ $days }天
board-since = 从哪天
board-until = 到哪天
board-dates = 按日子看
board-apply = 看结果
board-everything = 全部都看
board-state-open = 还没办好
board-state-late = 超时还没办好
board-state-done = 办好了
board-state-slow = 晚了才办好
board-state-refused = 办不了的
board-feed = 订阅（Atom）

## 一件件列出来

board-list = 一件一件，新的在前
board-found = 找到的，新的在前
board-title-of = { $kind }，{ $place }
board-somewhere = 小区里
board-reported-at = { $at }报的
board-number = 编号 { $number }
board-is-open = 等人接
board-is-acknowledged = 有人在办
board-is-parked = 挂账，等日子
board-is-unit = 转给别的单位
board-is-asked = 等住户回话
board-is-resolved = 办好了
board-is-closed = 办结
board-is-adopted = 采纳了
board-is-declined = 暂不采纳
board-is-refused = 办不了
board-is-false_alarm = 虚惊一场
board-is-duplicate = 和另一件合并了
board-is-withdrawn = 本人撤回
board-is-hidden = 不公开
board-is-late = 超时了
board-is-slow = 办好了，晚了
board-due-answer = 说好{ $at }前回话
board-due-end = 说好{ $at }前办好
board-late-answer = 说好{ $at }前回话，晚了{ $over }，对不起
board-late-end = 说好{ $at }前办好，晚了{ $over }，对不起
board-took = 用了{ $took }
board-took-late = 用了{ $took }，比说好的晚
board-hidden = 不公开了：{ $why }
board-hidden-since = { $at }起不公开
board-empty = 还没有可以公示的事。
board-empty-next = 报上来的事会一件一件写在这里，办成没办成都不抹掉。
board-not-found = 这样找，一件也没有。
board-not-found-next = 换个说法，或者少选几样。
board-pages = 翻页
board-newer = 新一些的
board-older = 早一些的
board-first = 回到最新

## 一件事的页面

board-back = 回公示栏
board-promises = 说好的
board-promise-answer = 有人回话
board-promise-end = 办好
board-promise-by = 最晚{ $at }
board-promise-kept = 做到了，{ $at }
board-promise-late = 没做到，{ $at }才到，晚了{ $over }
board-promise-broken = 没做到，已经晚了{ $over }
board-promise-open = 还没到时间
board-promise-off = 不用办了
board-promise-refused = 没做到，说了办不了
board-promise-missed = 没做到，到时间还没办
board-words = 报的人说
board-words-released = 工作人员核过、遮住个人信息以后公开的。
board-words-kept = 原话没有公开。公开的只有类别、地点和进展。
board-photos = 照片
board-photo-before = 报的时候
board-photo-after = 办好以后
board-photo-large = 看大图：{ $what } { $index }
board-timeline = 一步一步
board-supporters = 还有{ $count }户也遇到了。
board-paused-until = 挂到{ $at }再看，到那天接着办。
board-rated = 住户评过了，已经算进数字里。谁评的、评了什么，不单独公开。
board-see-more = 看更多
board-same-place = { $place }的其他事
board-same-kind = 别的{ $kind }
board-summary = { $state }。{ $promise }。
board-step-reported = 报上来了
board-step-taken = { $who }接了
board-step-handed = { $who }转给了别人
board-step-secured = { $who }先处置了，后面接着办
board-step-resolved = { $who }办好了
board-step-false-alarm = 去看过，没有危险
board-step-refused = 办不了：{ $why }
board-step-reopened = 住户说没好，接着办
board-step-appealed = 住户请书记看看
board-step-granted = 书记看过，接着办
board-step-denied = 书记看过，还是办不了
board-step-closed = 办结
board-step-merged = 和另一件合并了
board-step-merged-into = 和 { $number } 合并了
board-step-joined = 又有人报了同一件，合到一起
board-step-unmerged = 和另一件分开了，单独办
board-step-withdrawn = 报的人撤回了
board-step-corrected = 改了类别或地点
board-step-paused-parked = 挂账，等日子
board-step-paused-unit = 转给别的单位办
board-step-paused-asked = 问了住户，等回话
board-step-resumed = 接着办
board-step-late-answer = 说好的时间到了，没人回话
board-step-late-end = 说好的时间到了，没办好
board-missing = 这里没有这一件
board-missing-next = 编号可能写错了，也可能这件事不公开。您自己报的，在聊天里说“进度”就能看到。
board-gone = 这一件不公开了

## 数字

board-figures = 数字
board-figures-lead = 先说没做到的。几次里的几次，都写明白。
board-span = 看多久
board-promised = 说好的时间
board-rate-answered = 按时回话
board-rate-resolved = 按时办好
board-rate-missed-answered = { $count } 次没按时回话
board-rate-missed-resolved = { $count } 次没按时办好
board-asked = 住户怎么说
board-asked-lead = 办完以后问住户的三句话。办不了的、拖着的，都算没做到。
board-rate-contacted = 有人联系过我
board-rate-solved = 解决了
board-rate-satisfied = 满意
board-rate-of = 一共 { $n } 次
board-rate-few = 一共才 { $n } 次，太少，别当真
board-rate-nothing = 还没有到期的
board-rate-withheld = 评的不到 { $count } 件，不公开，免得看出是谁评的
board-spent = 用了多久
board-spent-of = 一共 { $count } 件，其中 { $open } 件没等到，也算在里面
board-listed = 新报 { $n } 件：{ $listed } 件一件件列在公示栏，{ $rest } 件牵涉到人，只算进数。
board-beside = 另外
board-beside-overdue = 现在超时 { $count } 件
board-beside-refused = 办不了 { $count } 件
board-beside-reopened = 说没好又接着办 { $count } 件
board-beside-repeats = 两个月内又坏 { $count } 件
board-beside-parked = 停过表（等日子、等别的单位、等住户）{ $count } 件
board-beside-withdrawn = 本人撤回 { $count } 件
board-beside-duplicates = 和别的合并 { $count } 件
board-beside-unrated = 办好了没人评 { $count } 件
board-beside-by-staff = 工作人员自己发现 { $count } 件，不算进上面的比例
board-trend = 十二周
board-trend-about = 十二周里，没做到 { $broken } 次，新报 { $reported } 件，办好 { $done } 件。每周的数在下面的表里。
board-trend-table = 每周的数
board-week-from = 从哪天起的一周
board-col-broken = 没做到
board-col-reported = 新报
board-col-done = 办好
board-col-median = 一半办好，用了
board-col-of = { $count }/{ $n }
board-by-kind = 按类别
board-by-grid = 按网格
board-by-note = 只有能公开的事才分类别、分网格。
board-how = 这些数怎么算

## 平面图

board-plan = 平面图
board-plan-name = { $community }平面图
board-plan-about = 上面是北。有事没办好的楼标着件数，超时的是红色。旁边的列表说的是同样的事。
board-plan-lead = 哪里还有事没办好。
board-plan-total = 一共没办好 { $count } 件
board-plan-of-late = 超时 { $count } 件
board-plan-some = { $place }，没办好 { $count } 件
board-plan-late = { $place }，没办好 { $count } 件，其中 { $late } 件超时
board-plan-list = 一处一处
board-plan-elsewhere = 没说在哪栋楼的 { $count } 件
board-plan-calm = 其余 { $count } 处，现在没有。
board-plan-nothing = 现在没有没办好的事。
board-plan-none = 社区文件里还没写楼的位置，画不出来。

## 楼道里的屏幕

screen-known = 停水停电和通知
screen-open = 还没办好的
screen-fixed = 这几天办好的
screen-phones = 有事打这里
screen-from = { $begins }起
screen-from-until = { $begins }到{ $until }
screen-say = 哪里坏了，在群里说一句就行。
screen-page = { $page }/{ $many }
screen-next = 下一页
screen-stop = 停在这一页
screen-go = 接着翻
