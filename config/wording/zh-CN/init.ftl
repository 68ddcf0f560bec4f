# huiyin init 在屏幕上问的话，和它写进文件里的说明。

init-hello =
    一个社区，十分钟，一问一答。
    方括号里是现成的答案，直接按回车就用它。写错了，下一题写“<”回去改。
    随时按 Ctrl-C 退出，什么都不会写。
init-default = [{ $default }]
init-lines = 一行一个，可以从表格里整列复制粘贴。写完空一行（再按一次回车）。

## 问题

init-ask-name = 社区叫什么？例：银杏里社区
init-ask-name_en = 英文名？不用就按回车。
init-ask-code = 给社区起个短代号，小写英文字母，文件用它起名。例：home、yinxing
init-ask-zone = 在哪个时区？
init-ask-duty =
    值班电话，居民有急事打它，一定要有。例：010-5550-0110
init-ask-companies =
    物业公司和电话，一行一家。没有物业就直接按回车。
    例：安居物业 010-5550-0120
init-ask-gas = 燃气抢修电话？没有就按回车。例：010-5550-0130
init-ask-water = 自来水抢修电话？没有就按回车。
init-ask-power = 供电抢修电话？没有就按回车。
init-ask-lift = 电梯救援电话？没有就按回车。
init-ask-property = 物业电话？没有，或者用方括号里的，都按回车。
init-ask-grids =
    有几个网格？写个数字就行。也可以一行写一个网格，后面跟网格员和电话。
    例：4
    例：第一网格 小陈 010-5550-0171
init-ask-buildings =
    有哪些楼？把表格里的那几列复制过来：楼名、网格、别名、物业，有没有表头、什么顺序都行。
    例：1-18号楼
    例：3号楼 第一网格 邮局楼
    例：第一网格 1-5号楼
init-ask-places =
    还有哪些地方大家常说？等号后面写别的叫法。没有就直接按回车。
    例：北门=北大门
    例：快递柜=丰巢、丰巢柜
    例：小广场=中心广场,第二网格
init-ask-shifts = 值班分几班？没有排班写“无”。例：08:00-20:00, 20:00-08:00
init-ask-token =
    Telegram 机器人的 token（@BotFather 给的）？还没有就按回车，先在这台电脑上试用。
init-ask-public_url = 外面能打开的网址？没有就按回车，一样能用。例：https://desk.example.org

## 名目（小结里用）

init-name-name = 名字
init-name-name_en = 英文名
init-name-code = 代号
init-name-zone = 时区
init-name-duty = 值班电话
init-name-companies = 物业公司
init-name-gas = 燃气
init-name-water = 自来水
init-name-power = 供电
init-name-lift = 电梯
init-name-property = 物业电话
init-name-grids = 网格
init-name-buildings = 楼
init-name-places = 别的地方
init-name-shifts = 班次
init-name-token = token
init-name-public_url = 网址

## 没看懂

init-wrong-confirm = “{ $text }”没看懂：回车写入，1 到 { $count } 改那一项，n 不写。
init-wrong-needed = 这一项不能空着。
init-wrong-name = “{ $text }”不像一个名字：要有字，最多 40 个。例：银杏里社区
init-wrong-code = “{ $text }”不能当代号：小写英文字母开头，只用小写字母、数字和 _，最多 32 个。例：yinxing
init-wrong-exists = { $path } 已经有了。换一个代号；要重写那个社区，用 .venv/bin/huiyin init --force，旧文件会留一份。
init-wrong-zone = 没有叫“{ $text }”的时区。例：Asia/Shanghai
init-wrong-phone = “{ $text }”不是电话号码：只用数字、空格、- 和开头的 +。例：010-5550-0110
init-wrong-company = 这一行没有名字或者没有电话：“{ $text }”。例：安居物业 010-5550-0120
init-wrong-grids = “{ $text }”不像网格：写 1 到 99 的数字，或者一行一个：名字、网格员、电话。例：第一网格 小陈 010-5550-0171
init-wrong-grid-twice = 有两个网格都叫“{ $text }”，换一个名字。例：东片网格
init-wrong-grid =
    这一行：{ $line }
    没有叫“{ $grid }”的网格，现有：{ $known }。
init-wrong-building-company =
    这一行：{ $line }
    没有叫“{ $company }”的物业，可以写：{ $known }。
init-wrong-range =
    这一行：{ $line }
    “{ $text }”从几到几看不懂。例：1-18号楼
init-wrong-buildings = 至少要有一栋楼。例：1-18号楼
init-wrong-loose =
    有 { $count } 处没写网格：{ $names }
    请补上，一行一个网格。例：第一网格 1-5号楼
init-wrong-shifts = “{ $text }”看不出几点到几点。例：08:00-20:00, 20:00-08:00
init-wrong-token = 这不像 BotFather 给的 token。它是数字、冒号、再一长串字母数字。例：123456789:AAE…
init-wrong-url = “{ $text }”不是网址。例：https://desk.example.org
init-wrong-file = 读不了 { $path }：{ $why }
init-wrong-flag = { $flag }：{ $problem }

## 看懂了但改了一点

init-note-column = 表头里的“{ $name }”这一列没认出来，没用上。
init-note-twice = { $name } 写了两遍，留一个。
init-note-two-grids = { $name } 写在两个网格里，留前面那个。
init-note-alias = { $name } 的别名“{ $alias }”别处用了，没写进去。
init-note-first-grid = 没写网格，放进{ $grid }：{ $names }

## 小结

init-summary =
    { $name }（{ $code }），{ $grids } 个网格，{ $buildings } 栋楼和地方，{ $companies } 家物业，{ $shifts } 个班次
init-summary-grid = { $grid }，{ $count } 处：{ $names }
init-summary-officer = （{ $officer }）
init-summary-more = { $names } …
init-summary-alone = 没有物业的：{ $names }
init-summary-phone = { $name }：{ $phone }
init-summary-trial = 还没有 token：先在这台电脑上试用。
init-summary-real = 有 token：启动就接 Telegram。
init-confirm = 写入？回车写入；要改，写前面的数字；不写了，写 n。
init-change = 可以改：{ $items }

## 结果

init-wrote = 写好了：{ $path }
init-copied = 旧的留在：{ $path }
init-kept = { $path } 原来就有，没有动。
init-add-lines =
    请在 { $path } 里写上这几行（同名的旧行去掉）：
    { $lines }
init-exists =
    { $path } 已经有了，没有动，什么都没写。
    换个代号（--code），或者加 --force 重写，旧文件会留一份。
init-gave-up = 好，什么都没写。
init-cannot-write = 写不了 { $path }：{ $why }。换一个能写的文件夹再来。
init-next-trial =
    接下来：
    1. { $check }　看看还缺什么
    2. { $run }　启动，打开它打出的网址，先自己试用
    3. 有了 token，写进 .env，再启动，把屏幕上的 /start manager-… 发给机器人，您就是负责人
init-next-real =
    接下来：
    1. { $check }　看看还缺什么
    2. { $run }　启动
    3. 把屏幕上打出的 /start manager-… 发给机器人，您就是负责人

## 写进社区文件的说明

init-file-head =
    { $name }，由 make init 写成，可以直接改。改完运行 make doctor，再重启。
    以 # 开头的行是说明，程序不看；例子去掉 # 就生效。
    写在这里的：网格、楼、地方、电话、物业、时限。群、人、排班不在这里，在聊天里办。
    代号、名字、英文名、时区（代号定了就别改，存的数据靠它对上）
init-file-company = 没另写的楼归哪家物业（代号见下面的物业公司），没有就不写
init-file-phones =
    给居民看的电话，duty 是值班电话，一定要有。
    gas 燃气，water 自来水，power 供电，lift 电梯，property 物业：有人报险情时给居民打
init-file-grids = 网格。officer 网格员，phone 他的电话，都可以不写
init-file-companies =
    物业公司：代号、名字、电话
init-file-buildings =
    楼和地方。3栋、三号楼、3幢、3#楼这些叫法不用写；aliases 写只有街坊才懂的叫法。
    point 是 GPS 的纬度、经度；company 是另一家物业的代号，"none" 是没有物业。都可以不写
init-file-shifts =
    班次。谁上哪一班在聊天里定。until 比 since 早，就是到第二天；不写 days 就是天天
init-file-days =
    工作日和安静时段。calendar："cn" 按国务院放假和调休，"none" 就是周一到周五；closed 停工、open 上班是社区自己的例外。
    quiet 里能等的不发，"never" 就是不分昼夜；危险的照发
init-file-digest =
    周报哪天（day，"never" 就是不发）、几点发；整点和半点太挤，请避开。不写就是周日傍晚，每个社区自己的一个钟点
init-file-figures =
    数据怎么算：so_so “还可以”算几成，partly “好一点”算几成（0 到 1）；response、resolution、satisfaction 是综合分里
    响应、解决、满意的权重；不到 least 件就注明样本不足。出处见 docs/figures.md
init-file-categories =
    这个社区自己的时限：几小时内回话 respond_hours，几天内办完 resolve_days，
    公不公开 visibility（"public"、"figures"、"private"），谁办 trade。类别的代号见 config/categories.toml
init-env-community = 由 make init 写成。社区文件所在的文件夹，里面一个社区一个文件
init-env-database = 数据存在哪里：正式的，和试用的。两个分开，编出来的人不会混进来
init-env-token = 写上 token（去掉 #）就正式用；没有就是试用。别给别人看
init-env-url = 外面能打开的网址，没有也行
