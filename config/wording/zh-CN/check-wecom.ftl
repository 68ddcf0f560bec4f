### 企业微信：huiyin check 试了什么，管理员还要做什么。菜单名写在“管理后台：”后面。

## 应用，和送进来的路

check-wecom-agent = 企业 { $corp } 里没有 AgentId 是 { $agent } 的应用，或者 Secret 是另一个应用的。管理后台：应用管理 > 自建 > 这个应用，最上面的 AgentId 和 Secret
check-wecom-unseen = 企业 { $corp } 的应用 { $agent }：可见范围里没有人，谁也收不到。管理后台：应用管理 > 自建 > 这个应用 > 可见范围，加上负责人和所有接单的人
check-wecom-way = { $url } 从外面通到这里，Token 和 EncodingAESKey 跟企业微信文件里的一样
check-wecom-way-away = { $url } 从这台机器打不开（{ $why }）：看域名、证书、代理和端口。有的路由器不让自己访问自己的公网地址，那就换一台机器试
check-wecom-way-old = { $url } 通到了，可是 Token 或 EncodingAESKey 对不上（{ $status }）。多半是改了企业微信文件没有重新启动；请重启回音再看
check-wecom-way-other = { $url } 答的是 { $status }，不是回音答的：看代理是不是转到了回音的端口
check-wecom-quiet = 企业 { $corp } 的应用 { $agent }：最近七天，企业微信没有送来过东西。管理后台：应用管理 > 自建 > 这个应用 > 接收消息 > 设置API接收，保存过没有？保存以后给应用发一句话试试

## 智能机器人

check-wecom-bot = 智能机器人 { $bot }：编号和 Secret 对
check-wecom-bot-live = 智能机器人 { $bot }：连着（问的是正在运行的回音，没有另外去连）
check-wecom-bot-trouble = 智能机器人 { $bot }：正在运行的回音说没有连上（{ $why }）。管理后台：工作台 > 智能机器人 > 这个机器人 > API模式 > 使用长连接，核对 Bot ID 和 Secret
check-wecom-bot-starting = 智能机器人 { $bot }：没有试。回音正在启动，或者没有回答；一试，它的连接就断了。过一分钟再看
check-wecom-bot-unknown = 智能机器人 { $bot }：正在运行的回音还不知道它。重新启动回音
check-wecom-bot-wrong = 智能机器人 { $bot }：编号或 Secret 不对。管理后台：工作台 > 智能机器人 > 这个机器人 > API模式 > 使用长连接，把 Bot ID 和 Secret 填进企业微信文件
check-wecom-bot-away = 智能机器人 { $bot }：连不上企业微信（{ $why }）。这台机器要能访问外网的 443 端口
check-wecom-bot-alone = 智能机器人 { $bot } 还不在哪个群里。企业微信里：内部群 > 群成员 > 添加 > 智能机器人，加上以后在群里 @它 说一句

## 消息推送

check-wecom-push = 第 { $number } 个消息推送（{ $staff ->
    [true] 值班
   *[other] 公开
}，社区 { $community }）：key 对。传了一个小文件来试，群里看不到；要在群里真说一句：huiyin check --send
check-wecom-push-said = 第 { $number } 个消息推送（{ $staff ->
    [true] 值班
   *[other] 公开
}，社区 { $community }）：说了一句，请到群里看
check-wecom-push-removed = 第 { $number } 个消息推送（{ $staff ->
    [true] 值班
   *[other] 公开
}，社区 { $community }）：没有这个 key，或者已经删掉、停用了。企业微信里：那个群 > 右上角 … > 消息推送 > 添加，把地址里 key= 后面的填进企业微信文件（一般36个字符，中间有4个短横）
check-wecom-push-away = 第 { $number } 个消息推送（{ $staff ->
    [true] 值班
   *[other] 公开
}，社区 { $community }）：没有试成（{ $why }）
check-wecom-push-words = 回音试一下：消息推送是通的。不用管它。

## 客户群

check-wecom-groups-allowed = 企业 { $corp } 的应用 { $agent } 还不能用客户联系，周报发不到客户群。管理后台：客户联系 > 可调用接口的应用，勾上它
check-wecom-owner = 客户群的群主 { $owner } 还不能用客户联系，或者不在应用的可见范围里。管理后台：客户联系 > 权限配置，把这个人加进使用范围；应用管理 > 自建 > 这个应用 > 可见范围，也要有
check-wecom-groups = 客户群：{ $owner } 的 { $count } 个群，归社区 { $community }
check-wecom-no-groups = { $owner } 名下还没有客户群。企业微信手机端：工作台 > 客户群 > 创建一个客户群
check-wecom-chats = 这些群不是 { $owner } 的，周报发不过去：{ $absent }。写错了，或者换了群主；去掉 chats 就发给这个人所有的客户群
check-wecom-unconfirmed = 七天里有 { $count } 条群发等 { $owner } 确认。请本人在企业微信里打开“群发助手”的通知，点发送

## 还没有人、没有群的时候

check-in-app = 在企业微信的工作台里打开这个应用
check-in-bot = 在企业微信里单独找这个智能机器人
check-manager-code-wecom = { $where }，发给它：{ $code }
check-manager-start-wecom = 启动以后，屏幕上会打出 manager-…；{ $where }，发给它就是
check-or = {"  "}或者：
check-duty-bot = { $name }还没有值班群，卡片只能一个个私下发给值班的人。把智能机器人加进值班群，@它 发 /bind，点“值班群”
check-residents = { $name }还没有接住户：微信客服（[[corp.app.kf]]）没有填，也没有群
check-staff-app = { $name }还没有工作人员。负责人在应用里发“邀请”，把收到的那一行转给他们
check-roster-app = { $name }没有人排班。负责人在应用里发“人员”，给大家排上
