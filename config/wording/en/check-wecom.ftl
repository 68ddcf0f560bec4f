### WeCom: what huiyin check tried, and what an administrator must still do.  Menus stand behind "Console:".

## The app, and the way in

check-wecom-agent = Corp { $corp } has no app with AgentId { $agent }, or the secret is another app's. Console: 应用管理 > 自建 > the app, AgentId and Secret at the top
check-wecom-unseen = App { $agent } of corp { $corp }: nobody is in its 可见范围, so nobody gets anything. Console: 应用管理 > 自建 > the app > 可见范围, add the managers and everybody who takes reports
check-wecom-way = { $url } leads here from outside, with Token and EncodingAESKey as in the WeCom file
check-wecom-way-away = { $url } does not open from this machine ({ $why }): look at the name, certificate, proxy and port. Some routers do not let a machine reach its own public address; then try from another one
check-wecom-way-old = { $url } is reached, but Token or EncodingAESKey differ ({ $status }). Mostly the WeCom file was changed and the desk not started anew; start it again, then look again
check-wecom-way-other = { $url } answers { $status }, which is not the desk: look whether the proxy leads to the desk's port
check-wecom-quiet = App { $agent } of corp { $corp }: nothing came from WeCom in the past seven days. Console: 应用管理 > 自建 > the app > 接收消息 > 设置API接收, was it saved? Then send the app a word

## Smart bots

check-wecom-bot = Smart bot { $bot }: id and secret are right
check-wecom-bot-live = Smart bot { $bot }: connected (asked of the running desk, not tried beside it)
check-wecom-bot-trouble = Smart bot { $bot }: the running desk says it is not connected ({ $why }). Console: 工作台 > 智能机器人 > the bot > API模式 > 使用长连接, compare Bot ID and Secret
check-wecom-bot-starting = Smart bot { $bot }: not tried. The desk is starting, or does not answer; a try would end its connection. Look again in a minute
check-wecom-bot-unknown = Smart bot { $bot }: the running desk does not know it yet. Start the desk anew
check-wecom-bot-wrong = Smart bot { $bot }: its id or secret is wrong. Console: 工作台 > 智能机器人 > the bot > API模式 > 使用长连接, put Bot ID and Secret into the WeCom file
check-wecom-bot-away = Smart bot { $bot }: WeCom cannot be reached ({ $why }). This machine needs the way out to port 443
check-wecom-bot-alone = Smart bot { $bot } is in no group yet. In WeCom: the internal group > 群成员 > 添加 > 智能机器人, then say something to it there with @

## Webhooks

check-wecom-push = Webhook { $number } ({ $staff ->
    [true] duty
   *[other] open
}, community { $community }): the key is right. It was tried with a small file that the group does not see; to say something there: huiyin check --send
check-wecom-push-said = Webhook { $number } ({ $staff ->
    [true] duty
   *[other] open
}, community { $community }): something was said, look into the group
check-wecom-push-removed = Webhook { $number } ({ $staff ->
    [true] duty
   *[other] open
}, community { $community }): there is no such key, or it was removed or switched off. In WeCom: the group > … at the top right > 消息推送 > 添加, put what follows key= into the WeCom file (36 characters as a rule, with 4 hyphens)
check-wecom-push-away = Webhook { $number } ({ $staff ->
    [true] duty
   *[other] open
}, community { $community }): it could not be tried ({ $why })
check-wecom-push-words = Huiyin tries the webhook: it works. Nothing to do here.

## Customer groups

check-wecom-groups-allowed = App { $agent } of corp { $corp } may not use 客户联系, so the weekly post reaches no customer group. Console: 客户联系 > 可调用接口的应用, tick it
check-wecom-owner = { $owner }, who owns customer groups, may not use 客户联系, or is not in the app's 可见范围. Console: 客户联系 > 权限配置, add them to 使用范围; and 应用管理 > 自建 > the app > 可见范围
check-wecom-groups = Customer groups: { $count } of { $owner }, for community { $community }
check-wecom-no-groups = { $owner } owns no customer group yet. WeCom on the phone: 工作台 > 客户群 > 创建一个客户群
check-wecom-chats = These groups are not { $owner }'s, so the weekly post does not reach them: { $absent }. A slip, or another owner; without chats it goes to all groups of theirs
check-wecom-unconfirmed = { $count ->
    [one] One post of the past seven days waits for { $owner }, who opens the notice of 群发助手 in WeCom and presses 发送
   *[other] { $count } posts of the past seven days wait for { $owner }, who opens the notice of 群发助手 in WeCom and presses 发送
}

## While there is nobody, and no group

check-in-app = Open the app in WeCom (工作台)
check-in-bot = Find the smart bot in WeCom, alone
check-manager-code-wecom = { $where } and send it: { $code }
check-manager-start-wecom = Once it is started the screen shows manager-…; { $where } and send it that
check-or = {"  "}Or:{" "}
check-duty-bot = { $name } has no duty group yet: cards go to each person on duty, in private. Add the smart bot to the duty group, write /bind with @ to it, press "Staff on duty"
check-residents = { $name } has no way in for residents: no 微信客服 account ([[corp.app.kf]]), and no group
check-staff-app = { $name } has no staff yet. The manager writes /invite to the app and passes on the line that comes
check-roster-app = { $name } has nobody on the roster. The manager writes /staff to the app, and sets shifts
