# 网页上的联系卡：一栋楼一张，打出来贴在门边。改字就改这里；等号左边不要动，花括号里的是会变的内容，两种语言要一样。

card-title = 有事找谁
card-lead = 一栋楼一张，打出来贴在门边。电话在手机上点一下就能打。
card-all = 所有楼的联系卡
card-index = 哪栋楼
card-paper = 纸张
card-print = 打印
card-sample = 试用：人和电话都是编的
card-officer = 网格员 { $name }
card-no-company = 这栋楼没有物业，归社区管。
card-how = 灯坏了、水漏了，说一句：“{ $place }楼道灯不亮”
card-how-telegram = 在 Telegram 里跟它说：
card-how-group = 在居民群里跟回音说。
card-promise = 有编号，有人回话，办完告诉您。
card-missing = 没有这栋楼的联系卡
card-missing-next = 地址里的楼号也许打错了，也许社区的文件里还没有这栋楼。
