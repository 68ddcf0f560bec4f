# 把群和人接进来时说的话。

manager-now = 您现在是{ $community }的负责人了。
manager-next = 接下来：把我拉进居民群和值班群，在群里发 /bind，点一下这个群是做什么的。
manager-next-web = 接下来：发“邀请”请人，对方在自己的网页聊天里把邀请码发给我就行。有事会写给每个值班的人；发“网页”，在电脑上看全部。
ask-bind = 这个群是做什么的？（负责人点）
button-bind-group = 居民群
button-bind-duty = 值班群
button-bind-none = 先不用
bound-none = 好，这个群我不看也不说话。要用时再发 /bind。
intro = 大家好，我是回音，帮{ $community }接上报的事：哪里坏了，有人管，办完告诉大家。
intro-group = 我只认得出“哪里坏了”这样的话，别的不回也不留，一天内删掉。要我闭嘴，回一句“别理我”；要报，直接说哪里坏了，或者发 /report。
intro-duty = 有人上报，我发卡片到这里。点[接单]就算有人管了；发“待办”看全部。
answer-manager-only = 这一步要负责人来点
ask-staff = { $name } 在值班群里点了卡片。是哪一位？
button-not-staff = 不是值班人员
answer-staff-asked = 还不知道您是哪位，已经问负责人了
staff-now = { $name }：{ $trade }
staff-no = 好，{ $name } 不算值班人员。
text-term = { $term }
hushed = 好，以后您说的话我不理。要报事，发 /report，或者私聊我。
group-lost = 我在“{ $title }”里说不了话了：被移出了群，或者被禁言。要接着用，请把我拉回去。
resident-lost = { $numbers } 的住户现在收不到我的私聊，办的时候请另外联系。
only-in-private = 这里大家都看得到。请私聊我，说“进度”。
button-in-private = 私聊里回答
setup-code = { $community }的第一位负责人：在 Telegram 里给 { $bot } 发  /start { $code }

## 命令菜单

menu-report = 报一件事：哪里坏了
menu-queue = 待办的事
menu-mine = 我接的
menu-grid = 我的网格：新来、到期、等您的
menu-overdue = 超时的
menu-figures = 数据：这周和上周
menu-digest = 周报：这周到现在
menu-known = 停水停电通知：说一次，谁问都照这个回
menu-monthly = 月报：上个月，一页纸
menu-my = 我报过的，办到哪了
menu-phones = 电话：找谁
menu-help = 怎么用
menu-lang = 语言 Language
menu-forget = 删掉我的资料
menu-cancel = 不报了

## 太多的时候

backlog = 还有{ $count }件，发 /queue 看
