# 贴在楼上、灯杆上的贴纸，和做贴纸时说的话。贴纸上的字要短。

qr-name = 回音
qr-sample = 试用样张
qr-scan = 扫一扫，哪里坏了说一声
qr-with = 微信、手机相机都能扫，不用装东西
qr-duty = 值班电话
qr-spoken = 电话里报编号
qr-typed = 扫不了？打开 { $address } 输编号
qr-danger = 有危险先打 110 119 120
qr-title = { $community } · 报修贴纸
qr-made = 做好了{ $count }张。码里的网址是 { $address }，换了网址就要重贴。
qr-not-known = 社区文件还不认识其中{ $count }个编号（{ $codes }）。在 { $file } 最上面写一行 assets_csv = "{ $list }"（两个文件放一起），重启以后，扫出来才有地点。
qr-no-address = 还没有网址，码没地方去。先设 HUIYIN_PUBLIC_URL=https://desk.example.org；只想看看样子：huiyin qr --address https://desk.example.org
qr-wrong-address = { $address } 不是网址，要像 https://desk.example.org
qr-which-community = 给哪个社区做？用 --community 选一个：{ $codes }
qr-no-code = 没有这些编号：{ $codes }
qr-nothing = { $file } 里没有可以做贴纸的东西
qr-exists = { $path } 已经有了。用 --out 换个名字，或者加 --overwrite 盖掉它

# 清单（CSV）里写错了什么
problem-line = 第{ $line }行
problem-list-columns = 没有叫这些名字之一的列：{ $a }
problem-list-twice = 两列说的是一样的：“{ $a }”
problem-list-code = “{ $a }”不是编号：只能有字母、数字、- 和 _，最多32个，至少有一个数字
problem-list-taken = 编号“{ $a }”已经用了（{ $b }）
problem-list-building = 没有叫“{ $a }”的楼；有的是 { $b } …
problem-list-nowhere = { $a } 没写楼，也没写网格
problem-list-nameless = { $a } 没有名称
problem-list-text = 不是文字；在表格软件里另存为“CSV UTF-8”
problem-list-empty = 里面什么都没有
problem-list-point = { $a } 的纬度、经度不对
problem-list-long = { $a } 的名称超过{ $b }个字
problem-list-large = 超过 { $a } MB
problem-list-quotes = 引号没有配对（{ $a }）
