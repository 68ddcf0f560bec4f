# 请人、看人、换人。

role-volunteer = 志愿者
role-staff = 工作人员
role-manager = 负责人
role-head = 书记
role-street = 街道
role-operator = 运维
grid-all = 全部网格
post = { $role }
post-grids = { $role } · { $grids }
post-trade-grids = { $role } · { $trade } · { $grids }
ticked = { $text } ✓
people-in-private = 这个请私聊我说。
manager-only = 这个只有负责人能做。
help-manager = 邀请：请人来帮忙
    人员：看人、排班、换人

## 邀请

ask-invite-role = 请一位什么人？
ask-invite-trade = 做什么的？
ask-invite-grids = 管哪个网格？可以点几个，再点[就这些]。
button-all-grids = 全部
button-those = 就这些
invite-made = 邀请好了：{ $post }。
    把下面这条转给本人，24小时内有效，只有一个人能用。谁打开了，我先告诉您，您点了[同意]才算。
invitation = { $community }请您来当{ $post }。
    24小时内点开下面这行；点不开，就原样发给回音：
invitation-then = 打开以后，等负责人点同意就行。
invitation-opened = （这个邀请有人打开了，下面是谁）
invited = { $community }请您来当{ $post }。
    已经告诉发邀请的负责人了，点了同意，我马上告诉您。
guest-came = { $name }来了：{ $post }。是本人吗？
button-agree = 同意
button-not-them = 不是本人
guest-agreed = 好，{ $name }现在是{ $post }。
guest-refused = 好，{ $name }不算，这个邀请作废了。要再请，发“邀请”。
guest-too-late = 这个邀请过期了，不算。要再请，发“邀请”。
post-now = 您现在是{ $community }的{ $post }了。
invitation-not-yours = 负责人说这个邀请不是给您的，可能转错了人，不好意思。您要报修照常，说一句哪里坏了就行。
invitation-unknown = 这个邀请我认不出来，可能少了几个字。请发邀请的人再转一次。
invitation-expired = 这个邀请过了24小时，用不了了。请负责人再发一个。
invitation-used = 这个邀请已经有人用过了，一个邀请只有一个人能用。不是您用的，就请告诉负责人。
invitation-off = 这个邀请作废了。请负责人再发一个。
invitation-yours = 这是您自己发的邀请，转给要请的人，由本人打开。
invitation-waiting = 已经告诉负责人了，等负责人点同意。

can-volunteer = 可以替邻居报：直接跟我说哪里坏了就行。
can-staff = 值班群里的卡片可以点了：[接单]就算有人管，修好了点[办结]。发“待办”看要办的事。
can-manager = 可以接单、办结；发“邀请”请人，发“人员”看人和排班，在群里发 /bind 定这个群做什么。
can-head = 可以接单、办结；居民请书记看看的、一直没人回话的，会来问您。发“待办”看要办的事。
can-street = 发“待办”看这个社区没办完的事，发“数据”看办得怎样；居民的原话，说了为什么才能看。
can-operator = 可以看机器好不好，看不到居民的原话。

## 人员

staff-list = 这里的{ $count }位：
staff-item = { $name }：{ $posts }
button-page-next = 下一页
button-page-before = 上一页
button-roster = 排班
button-end-role = 不再担任
button-not-end-role = 照旧
ask-end-role = 真的不再担任吗？马上算：手里的事回到值班群，旧卡片点不动了。
last-manager = 这是唯一的负责人，还不能停。先请一位新的负责人。
role-ended = 好，{ $name }不再担任了。
role-ended-back = { $numbers } 回到值班群了。
role-ended-group = 对方要是还在值班群，请移出去：群里的卡片谁在谁看得到。
your-role-ended = 您不再是{ $community }的{ $posts }了，谢谢您一直帮忙。
your-work-goes-on = 没办完的回到值班群，同事接着办。
still-report = 自己家有事要报，还是照常跟我说。
back-on-duty = { $name }不在这里值班了。{ $numbers } 等人接，请看一下。
card-not-yours = { $number } { $category } · { $place }
    这件不归您办了。
shift-day = 白班
shift-night = 夜班
shift-daily = { $name }：天天 { $since }—{ $until }
shift-on = { $name }：{ $days } { $since }—{ $until }
no-shifts = 还没有班次。
text-is = { $text }
weekday-0 = 周一
weekday-1 = 周二
weekday-2 = 周三
weekday-3 = 周四
weekday-4 = 周五
weekday-5 = 周六
weekday-6 = 周日

## 一个人，几个账号

channel-web = 网页
channel-telegram = Telegram
channel-wecom = 企业微信
link-code = 10分钟内，在您另一个账号里，把下面这行发给我：
link-used = （这个码用过了）
link-wait = 码对了。请回到拿码的那个账号，点[是我]。
link-is-it-you = { $name }（{ $channel }）用了您的码。那是您自己的账号吗？
link-roles-too = 这是{ $name }（{ $channel }）的码。绑上以后，您的岗位那个账号也能用。真是您自己的账号，才点[是我]。
button-its-me = 是我
button-not-me = 不是我
link-joined = 绑好了。两个账号是同一个人了：报过的事、编号，哪边都能看、能说。
link-not-joined = 好，没有绑。
link-same = 这个码是您自己拿的。请在另一个账号里发。
link-wrong = 这个码不对，或者过了10分钟、用过了。请重新拿一个：发“绑定”。
link-too-often = 错了好几次了，过一个小时再试。
link-too-late = 过了10分钟，没有绑。要绑，重新发“绑定”。
