### 企业微信：设置文件里哪里不对，以及 huiyin check 怎么说。

## 文件里

problem-no-corp = 这里一个企业也没有填
problem-no-rows = 应是一组表，每个以 { $a } 开头
problem-no-secret = 应是引号里的文字
problem-no-agent = 应是应用的 AgentId，一个整数
problem-no-aes-key = 要填后台的 EncodingAESKey，一共43个字母和数字，现在是 { $a } 个字符。请到“接收消息 > 设置API接收”整串复制
problem-no-aes-signs = 要填后台的 EncodingAESKey，一共43个字母和数字，现在里面有别的符号。请到“接收消息 > 设置API接收”整串复制
problem-no-webhook-key = 只填 webhook 地址里 key= 后面的部分
problem-no-wecom-id = “{ $a }”不像企业微信给的编号
problem-no-host = “{ $a }”不是主机名
problem-no-community = 没有叫“{ $a }”的社区；现有：{ $b }
problem-no-app = 没有填；客户群要通过一个应用来发
problem-twice = 写了两次
problem-no-file = “{ $a }”不是文件

## huiyin check

check-wecom-app = 企业 { $corp } 的应用 { $agent }：Secret 对
check-wecom-kf = 微信客服账号“{ $name }”在，归社区 { $community }
check-wecom-address = 管理后台：应用管理 > 自建 > 这个应用 > 接收消息 > 设置API接收，URL 填 { $url }，Token 和 EncodingAESKey 和企业微信文件里的一样。保存时回音要开着
check-wecom-no-address = 企业微信要往公网地址送消息，现在没有。请设 HUIYIN_PUBLIC_URL，比如 https://desk.example.org；要能访问到 { $path }
check-wecom-secret = 企业 { $corp } 的应用 { $agent }：Secret 不是它的，或者换过了。管理后台：应用管理 > 自建 > 这个应用 > Secret > 查看，填进企业微信文件
check-wecom-corp = 没有企业 { $corp }。管理后台：我的企业 > 企业信息，最下面的企业ID
check-wecom-off = 企业 { $corp } 的应用 { $agent } 停用着。管理后台：应用管理 > 自建 > 这个应用 > 启用
check-wecom-ip = 企业 { $corp } 的应用 { $agent } 不接受从这里来的调用。管理后台：应用管理 > 自建 > 这个应用 > 企业可信IP > 配置，加上 { $ip }；一分钟后生效
check-wecom-this-machine = 这台机器的公网地址
check-wecom-kf-allowed = 企业 { $corp } 的应用 { $agent } 还不能用微信客服。管理后台：应用管理 > 微信客服 > API > 可调用接口的应用，勾上它
check-wecom-kf-missing = 这个应用看不到微信客服账号 { $id }。它看得到：{ $known }。管理后台：应用管理 > 微信客服 > API > 通过API管理微信客服账号 > 企业内部开发 > 这个应用 > 可管理的客服账号
check-wecom-nothing = 一个也没有
check-wecom-kf-manage = 微信客服账号“{ $name }”还没有设为通过API管理。管理后台：应用管理 > 微信客服 > API > 通过API管理微信客服账号 > 企业内部开发 > 这个应用 > 可管理的客服账号，加上它
check-wecom-servicers = 微信客服账号“{ $name }”：{ $absent } 接不了人工。管理后台：应用管理 > 微信客服 > 这个账号 > 接待人员，加上他们；应用的可见范围里也要有他们
check-wecom-nobody = 微信客服账号“{ $name }”没有接待人员，转人工没人接。管理后台：应用管理 > 微信客服 > 这个账号 > 接待人员
check-wecom-refused = 企业 { $corp } 的应用 { $agent }：企业微信不接受（{ $why }）。这个号码的意思：developer.work.weixin.qq.com/document/path/90313
check-wecom-away = 企业 { $corp } 的应用 { $agent }：企业微信没有回答，或者答得不对（{ $why }）
