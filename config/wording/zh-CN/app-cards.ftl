# 企业微信应用里的卡片

fact-media = 附件
fact-after = 修好后
fact-others = 邻居
fact-before = 以前
fact-from = 来源
fact-contact = 联系
card-choose = 选一个
card-pick = 就这个
card-rest = 还可以选
card-over = 已处理
card-anew = 改过了，看新的卡片
setup-code-app = { $community }的第一位负责人：在企业微信里打开这个应用，把这一句发给它：{ $code }

## 谁进了应用

member-welcome = 这里是{ $community }的回音，住户报的事会发到这里。
member-welcome-all = 这里是回音，住户报的事会发到这里。
member-known = 发“待办”看要办的事。有人来电、上门说的，直接写给我，截图、转来的话也行。
member-unknown = 要接单，先请负责人给您一个邀请码（负责人发“邀请”就有），把码发到这里。
    您自己有事要报，直接在这里说就行。
manager-next-app = 接下来：发“邀请”请人，对方把邀请码发给这个应用就行。卡片会发到每个值班的人手里，不用建群。
invitation-code = { $community }请您来当{ $post }。
    24小时内，在企业微信里把下面这行原样发给这个应用（在工作台里）或者这个机器人：
can-staff-app = 发到这里的卡片可以点了：[接单]就算有人管，修好了点[办结]。发“待办”看要办的事。

## 晚了一步

take-late = { $number } { $who }已经接了，这张卡片是旧的。发“{ $number }”看现在的。
pick-first = 先在上面选一个，再点[就这个]。
