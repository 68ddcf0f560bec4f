# 工作人员在浏览器里看的网页，和聊天里要的链接。

help-web = 网页：在浏览器里看、办、代报
channel-staff = 工作网页
pages-link = 点开这行，就能在浏览器里看要办的事。只能用一次，{ $minutes }分钟内有效：
pages-link-yours = 谁点开，谁就是您。别转给别人。
pages-not-yours = 网页是给工作人员用的。
pages-no-address = 这里还没有配网页的地址，请运维设置 HUIYIN_PUBLIC_URL。

## 进门

staff-name = 工作网页
staff-closed = 请先从聊天里进来
staff-closed-how = 在和回音的私聊里发“网页”，点开收到的链接就行。不用密码。
staff-closed-trial = 试用时：在试用页选一位工作人员或书记，私聊里发“网页”。
staff-to-board = 看公示栏
staff-door = 在这个浏览器里打开工作网页？
staff-door-once = 这个链接只能用一次，{ $minutes }分钟内有效。公用的电脑，用完记得退出。
staff-door-already = 这个浏览器里现在是{ $name }，打开以后就换成收到链接的人。
staff-door-open = 打开
staff-door-wrong = 这个链接用不了
staff-door-wrong-how = 用过了，或者过了{ $minutes }分钟。在私聊里再发一次“网页”，就有新的。
staff-door-often = 试得太多了
staff-door-often-how = 请等一分钟，再在私聊里发“网页”，要一个新的链接（{ $minutes }分钟内有效）。

## 栏目

staff-nav = 工作网页的栏目
staff-to-queue = 待办
staff-to-file = 代报
staff-to-calls = 待告知
staff-to-roster = 排班
staff-to-public = 公开
staff-to-figures = 数据
staff-to-export = 导出
staff-to-health = 机器
staff-to-talk = 对话
staff-home = 回到第一页
staff-not-yours = 这一页不归您看
staff-not-yours-how = 您的角色在聊天里也问不到这些。
staff-offline = 连不上，屏幕上可能是旧的。连上以后会自己更新。

## 我在哪儿登录着

staff-me = 我的登录
staff-me-lead = 打开着工作网页的浏览器。12小时不用，或者满7天，就自动退出。
staff-some-browser = 一个浏览器
staff-seen = { $minutes ->
    [0] 刚刚用过
   *[other] { $minutes }分钟前用过
}
staff-this = 就是这个
staff-shut = 退出
staff-shut-all = 全部退出

## 待办

staff-looks-on = 这里只看公开的说法，住户的原话不显示。
staff-which = 看哪些
staff-which-all = 全部
staff-which-new = 没人接
staff-which-mine = 我接的
staff-which-overdue = 超时
staff-which-waits = 等着
staff-number = 编号
staff-find = 找
staff-filter = 筛选
staff-by-category = 类别
staff-by-grid = 网格
staff-any-category = 全部类别
staff-any-grid = 全部网格
staff-numbered = 编号{ $number }
staff-mine = 我接的
staff-complaint = 投诉
staff-danger = 危险
staff-queue-none = 没有要办的。
staff-keys = 键盘：j、k 上下，回车打开，/ 找编号，u 回到待办，r 写话
staff-is-open = 等人接
staff-is-acknowledged = 在办
staff-is-waits = 等着
staff-is-late = 超时了
staff-when-open = { $at }前回话
staff-when-acknowledged = { $at }前办好
staff-when-waits = 等到{ $at }

## 一件事

staff-reported = 上报
staff-respond-by = 回话时限
staff-resolve-by = 办理时限
staff-act = 怎么办
staff-words = 写给回音（回答上面问的，或者补一句）
staff-photos = 照片
staff-photo = 照片{ $index }
staff-send = 发出
staff-talk = 和回音的对话
staff-talk-lead = 聊天里能发的，这里都能发：待办、值班、数据、交班、已知情况……
staff-download = 下载
staff-sight = 谁看得见
staff-released = 公开的原话：

## 代报

staff-file-lead = 接了电话、有人上门、群里看到的，填一填，跟在聊天里说一样。
staff-file-told = 怎么知道的
staff-file-what = 什么事
staff-file-building = 哪栋楼
staff-file-elsewhere = 不在楼里，或者不清楚
staff-file-where = 具体哪儿（单元、楼层、旁边有什么）
staff-file-who = 谁说的
staff-file-phone = 对方电话（只有来办的人看得到）
staff-file-go = 看看对不对
staff-file-then = 点一下来源，就报上去了；哪里不对，点“改”。
staff-file-somebody = 一位居民
staff-file-phoned = { $what }，电话{ $phone }
staff-file-heard-phone = { $who }来电，{ $what }
staff-file-heard-visit = { $who }上门，{ $what }
staff-file-heard-seen = 业主群里{ $who }说{ $what }
staff-file-heard-round = 巡查发现{ $what }

## 待告知、公开、数据、导出、机器

staff-calls-lead = 这些事办完了，消息送不到本人手里，要打电话。打完点一下对方怎么说。
staff-no-phone = 没留电话
staff-ring = 打电话：{ $number }
staff-public-lead = 最近30天的事，大家看得见什么。点开一件，在“更多”里的“谁看得见”改。
staff-public-none = 最近30天没有事。
staff-sight-public = 公开
staff-sight-figures = 只计数
staff-sight-private = 不公开
staff-words-in = 原话没公开
staff-photos-in = 照片{ $count }张，没公开
staff-photos-out = 照片{ $count }张，公开了
staff-look = 请看一眼
staff-figures-month = 最近30天（和公示栏上的一样）
staff-export-words = 表里有住户的原话和地点，别外传。
staff-export-codes = 表里只有类别、楼号和时间，没有住户的原话。
staff-health-lead = 机器好不好，写“状态”问。这里看不到谁的话。
staff-parked = 没处理成、搁着的
staff-parked-at = 时间
staff-parked-from = 从哪来
staff-parked-why = 为什么
staff-parked-none = 没有搁着的。
staff-parked-how = 再办一次或不要了，在机器上用 huiyin parked retry、huiyin parked drop。
