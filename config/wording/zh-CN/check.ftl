# huiyin check 说的话。

check-problem = { $where }：{ $problem }{ $example }
check-example = 。例：{ $example }
check-categories = { $file }：{ $categories } 个类别，{ $dangers } 种危险
check-community = { $name }（{ $code }）：{ $grids } 个网格，{ $buildings } 栋楼和地方，{ $phones } 个电话
check-phone = { $file }：[phones] 里没有 { $phone }。有人报“{ $danger }”时，居民少一个能打的电话。例：{ $phone } = "010-5550-0130"
check-officer = { $file }：[grids] 里没写全网格员和电话：{ $grids }。例：officer = "小陈", phone = "010-5550-0171"
check-empty-grid = { $file }：这些网格里一栋楼也没有：{ $grids }。例：b1 = {"{"} zh = "1号楼", en = "Building 1", grid = "g1" {"}"}
check-shifts = { $file }：没有班次，谁当班要在聊天里定。例：[shifts] day = {"{"} since = "08:00", until = "20:00" {"}"}
check-trial-first = 试用只看得到 { $code }；正式用时 { $count } 个社区都有
check-sample = 现在用的是编出来的示范社区。自己的社区：make init
check-trial = 没有接 Telegram（HUIYIN_TELEGRAM_TOKEN），也没有接企业微信（HUIYIN_WECOM）：只在这台电脑上试用，里面的人是编的
check-secret = { $path } 里有 token，别人也读得到。请运行：chmod 600 { $path }
check-disk = { $folder } 只剩 { $megabytes } MB。照片和数据都放在这里，请腾出地方
check-folder = { $folder } 里不能写东西。数据库放在这里，请改权限，或者把 HUIYIN_DATABASE 换到别处
check-no-database = { $path } 还没有，第一次启动时建
check-opened = 数据库 { $path } 打得开
check-database = 数据库 { $path } 用不了：{ $why }
check-of-trial = { $path } 是试用的数据库，里面有编出来的人，不能拿来正式用。例：HUIYIN_DATABASE=var/desk.db
check-of-real = { $path } 里是真居民的数据，不能拿来试用。例：HUIYIN_TRIAL_DATABASE=var/trial.db
check-manager = { $name }还没有负责人。{ $how }
check-manager-code = 在 Telegram 里给机器人发：/start { $code }
check-manager-start = 启动以后，屏幕上会打出 /start manager-…，发给机器人就是
check-duty = { $name }还没有值班群，卡片只能一个个私下发给值班的人。把机器人拉进值班群，发 /bind，点“值班群”
check-group = { $name }还没有居民群。居民可以私聊；要在群里接，把机器人拉进群，发 /bind，点“居民群”
check-staff = { $name }还没有工作人员。负责人私聊机器人发“邀请”，把邀请转给他们
check-roster = { $name }没有人排班。负责人私聊机器人发“人员”，给大家排上
check-wording = { $file }：缺 { $text }，另一种语言里有
check-telegram-away = Telegram 没有回答，或者不认这个 token（{ $why }）
check-telegram = Telegram 认得这个机器人：@{ $bot }
check-privacy-off = 隐私模式关着：群里说哪里坏了，它看得到
check-privacy-on = 隐私模式开着：群里只看得到命令、@它的和回复它的。要它自己看出谁在报修：给 @BotFather 发 /setprivacy，选 Disable，再把机器人移出群、重新拉进来
check-polling = 它自己去取消息（长轮询）
check-polling-instead = 它自己去取消息（长轮询）；{ $url } 的 webhook 启动时会去掉
check-webhook-failed = Telegram 送不到 { $url }：{ $why }；有 { $count } 条等着
check-webhook-later = 下次启动起，Telegram 送到 { $url }
check-webhook = Telegram 送到 { $url }
check-group-away = 群“{ $title }”：{ $why }；请把机器人重新拉进去
check-group-out = 群“{ $title }”：机器人已经不在里面了，请重新拉进去
check-group-mute = 群“{ $title }”：机器人在里面不能说话，请管理员放开
check-group-fine = 群“{ $title }”：{ $sees }，{ $alone }
check-sees-all = 机器人看得到所有的话
check-sees-own = 机器人只看得到对它说的话
check-offers-alone = “要帮您报上去吗”只给本人看
check-offers-all = “要帮您报上去吗”大家都看得到；设成管理员（什么权限都不给），就只给本人看
check-all-good = 没有要改的，可以启动
check-to-do = 有 { $count } 处要看，前面是 !! 或 xx，从上往下一处一处改；xx 不改就启动不了

## 文件里哪里不对

problem-reads-nothing = 没有叫这个的，是不是想写 { $a }
problem-unknown = 没有叫这个的，可以写：{ $a }
problem-missing-text = 没写。这里要有字，放在引号里
problem-missing-table = 没写。这里要有一组
problem-missing-number = 没写。这里要有大于 0 的数字
problem-no-text = 要有字，放在引号里，现在是 { $a }
problem-no-texts = 要写成方括号里的几个词，每个放在引号里，现在是 { $a }
problem-no-number = 要写大于 0 的数字，现在是 { $a }
problem-no-flag = 只能写 true（是）或者 false（不是），现在是 { $a }
problem-no-table = 这里要写一组，现在是 { $a }
problem-no-choice = 不能写“{ $b }”，可以写：{ $a }
problem-no-grids = 至少要有一个网格
problem-no-code = 代号只用小写字母、数字和 _，最多 32 个
problem-same-code = 另一个文件也叫“{ $a }”，代号不能一样
problem-no-files = 里面没有社区文件，用 make init 写一个
problem-no-zone = 没有叫“{ $a }”的时区
problem-no-phone = “{ $a }”不是电话号码
problem-no-duty = 没写值班电话。别的都不管用时，居民打它
problem-no-company = 没有代号是“{ $a }”的物业，可以写：{ $b }
problem-no-grid = 没有代号是“{ $a }”的网格，可以写：{ $b }
problem-same-name = “{ $a }”已经是 { $b } 的名字了，一个名字只能用一次
problem-no-point = 要写纬度和经度，现在是 { $a }
problem-no-staff = “{ $a }”不是工作人员，可以写：{ $b }
problem-no-trade = 没有“{ $a }”这种师傅，有的是：{ $b }
problem-other-trade = 这班只排写明的几种师傅，“{ $a }”不是
problem-no-day = “{ $a }”不是星期几，可以写：{ $b }
problem-no-date = “{ $a }”不是日期
problem-no-time = “{ $a }”不是钟点
problem-no-standard = “{ $a }”不是国标代码的样子
problem-no-pattern = “{ $a }”写得不对：{ $b }
problem-no-other = 没写。哪儿都归不进的事归到这里
problem-two-deadlines = resolve_workdays 也写了，留一个
problem-no-whole-days = 要写整数的天数
problem-no-gap = “{ $a }”里 … 前后都要有一个词
problem-no-patterns = 至少要有一个说法
problem-reserved = “{ $a }”另有用处，换一个代号
problem-no-calendar = “{ $a }”不行，可以写：{ $b }
problem-no-share = 要写 0 到 { $a } 的数，不能是 { $b }
problem-no-weights = 三个权重不能都是 0
problem-no-quiet = 开始和结束是同一个钟点
problem-no-area = 至少要写三个点
problem-no-asset-code = 编号里要有数字
problem-same-asset = 和 { $a } 读起来一样，分不清
problem-no-building = 没有代号是“{ $a }”的楼
problem-own-outside = “{ $a }”是自己的地方，两处只留一处
problem-no-own-minute = 整点和半点大家的消息都挤在一起，请换个钟点
problem-not-toml = 这个文件读不通，多半是少了引号、括号或等号：{ $a }
problem-not-utf8 = 文件不是 UTF-8 编码，请另存为 UTF-8
problem-unreadable = 读不了：{ $a }
problem-not-ours = 是别的用户的，请用能读它的那个用户来启动
problem-no-token = 不像 BotFather 给的 token
problem-trial-host = 试用时谁打开都能当书记，所以只给这台电脑用；正式用请设 HUIYIN_PUBLIC_URL
check-settings = 环境变量或 .env
problem-chinese-signs = 第 { $a } 行用了中文的“{ $b }”，要写英文的 { $c }
problem-not-toml-at = 第 { $b } 行第 { $c } 个字附近写法不对（{ $a }）
check-how = 全部看一遍：make doctor
problem-no-listening = { $a } 已经有别的程序在用，或者不能用（{ $b }）。换一个端口
