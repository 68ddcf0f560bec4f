### WeCom: what is wrong in its file, and what "huiyin check" says of it.

## In the file

problem-no-corp = no corp is set up here
problem-no-rows = should be a list of tables, headed { $a }
problem-no-secret = should be a text in quotes
problem-no-agent = should be the AgentId of the app, a whole number
problem-no-aes-key = should be the EncodingAESKey of the console, 43 letters and digits; here are { $a } characters. Copy it whole from 接收消息 > 设置API接收
problem-no-aes-signs = should be the EncodingAESKey of the console, 43 letters and digits; but here are other signs among them. Copy it whole from 接收消息 > 设置API接收
problem-no-webhook-key = should be only what follows key= in the address of the webhook
problem-no-wecom-id = "{ $a }" is no id as WeCom gives them
problem-no-host = "{ $a }" is not the name of a host
problem-no-community = there is no community "{ $a }"; known are { $b }
problem-no-app = is missing; customer groups are written to through an app
problem-twice = stands here twice
problem-no-file = "{ $a }" is not a file

## huiyin check

check-wecom-app = WeCom takes the secret of app { $agent } of corp { $corp }
check-wecom-kf = 微信客服 account { $name } is there, for community { $community }
check-wecom-address = For the console: 应用管理 > 自建 > the app > 接收消息 > 设置API接收, URL { $url }, with Token and EncodingAESKey as in the WeCom file. Save it while the desk runs
check-wecom-no-address = WeCom delivers to a public address, and there is none. Set HUIYIN_PUBLIC_URL, e.g. https://desk.example.org; what it needs to reach is { $path }
check-wecom-secret = App { $agent } of corp { $corp }: the secret is not its own, or was made anew. Console: 应用管理 > 自建 > the app > Secret > 查看, and put it into the WeCom file
check-wecom-corp = There is no corp { $corp }. Console: 我的企业 > 企业信息 > 企业ID, at the bottom
check-wecom-off = App { $agent } of corp { $corp } is switched off. Console: 应用管理 > 自建 > the app > 启用
check-wecom-ip = App { $agent } of corp { $corp } takes no calls from here. Console: 应用管理 > 自建 > the app > 企业可信IP > 配置, add { $ip }; it works a minute later
check-wecom-this-machine = the public address of this machine
check-wecom-kf-allowed = App { $agent } of corp { $corp } may not use 微信客服. Console: 应用管理 > 微信客服 > API > 可调用接口的应用, tick the app
check-wecom-kf-missing = There is no 微信客服 account { $id } for this app. It sees: { $known }. Console: 应用管理 > 微信客服 > API > 通过API管理微信客服账号 > 企业内部开发 > the app > 可管理的客服账号
check-wecom-nothing = none
check-wecom-kf-manage = 微信客服 account { $name } is not run through the API. Console: 应用管理 > 微信客服 > API > 通过API管理微信客服账号 > 企业内部开发 > the app > 可管理的客服账号, add it
check-wecom-servicers = 微信客服 account { $name }: { $absent } cannot take a conversation over. Console: 应用管理 > 微信客服 > the account > 接待人员, add them; the app must see them too (可见范围)
check-wecom-nobody = 微信客服 account { $name } has nobody to take a conversation over. Console: 应用管理 > 微信客服 > the account > 接待人员
check-wecom-refused = App { $agent } of corp { $corp }: WeCom refuses ({ $why }). The number is explained at developer.work.weixin.qq.com/document/path/90313
check-wecom-away = App { $agent } of corp { $corp }: WeCom does not answer, or not as it should ({ $why })
