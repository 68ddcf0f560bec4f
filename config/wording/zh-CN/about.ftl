# 公示栏旁边的话：这件事接下来怎么样，数怎么算，怎么自己查，谁看得见什么。
#
#   别的文件里的话也用：board.ftl、privacy.ftl、digest.ftl

about-reach = 找人，打值班电话：
about-cards = 打印电话卡片
about-by-building = 按楼找
about-building = 哪栋楼
about-any-building = 所有的楼
about-last-week = 上周
about-whole-days = { $since }到{ $until }，整整七天
about-printed = { $day }打印

## 一件事接下来

about-next = 接下来
about-next-open = 在等人接。接了，什么时候来，这一页会写出来。
about-next-acknowledged = 有人在办。办好了，这一页会写出来，也会告诉报的人。
about-next-parked = 先挂着，到那天接着办。
about-next-unit = 别的单位在办，我们接着问。
about-next-asked = 在等报的人回话。
about-next-late = 我们晚了，对不起，还在催。等不了就打电话，报上编号。
about-next-resolved = 说是办好了。您看着没好，说一声，接着办。
about-next-refused = 这一件我们办不了。您觉得该管，说一声，请书记看。
about-next-declined = 这一回没采纳。有新的想法，再说一句就行。
about-next-call = 打电话：
about-next-chat = 说一句

## 数怎么算

about-how = 这些数怎么算，怎么自己查
about-how-lead = 不用信我们：下面写着怎么算的，漏了什么，怎么自己再算一遍。
about-counting = 怎么算
about-counting-promise = 每件事看最早说好的那个时间。改类别、改时间、转给别人，都不能往后推。
about-counting-refused = 办不了的，不算回话，也不算办好，留在总数里。
about-counting-parked = 挂账、等别的单位、等住户，表照样走：过了最早说好的时间，就算没做到。
about-counting-asked = 满意不满意，只问办完的；办不了的、拖着的，都算没做到。评的人太少，就不公开。
about-counting-half = “一半办好，用了”是拿全部来算：没办好的，当作还要等下去。
about-counting-staff = 工作人员自己发现、自己报的，不算进比例，免得做好看。
about-counting-change = 过去的数还会变：住户说没好，或者晚一点才评，就重新算。
about-left-out = 少了什么
about-left-out-people = 停车、噪音、治安这些容易牵涉到谁的，只算进数，不单独列。
about-left-out-hidden = 从公示栏撤下来的，留着编号、日期和哪一类原因。
about-left-out-private = 家里照顾人的事、投诉工作人员的事、报的人不想公开的，列表和数里都没有。编号连着排，中间空着的就是这些和只算进数的。
about-left-out-undone = 工作人员一分钟以内收回的，当没发生过。
about-check = 怎么自己查
about-check-count = 一件一件能下载，不用登录，自己数：
about-check-open311 = Open311（JSON）
about-check-history = 办事的记录连成一串，每一条带着前一条的指纹，指纹登在每期周报里。改了过去哪一条，后面就都对不上。现在是：
about-check-ask = 留着旧周报，请社区当着您的面用周报上那一个核对一遍。

## 谁看得见什么

about-privacy = 谁看得见什么
about-privacy-lead = 您说的话给谁看，留多久。

about-nowhere = 没有这一页
about-nowhere-next = 地址可能写错了。上面几处都能点，找人就打值班电话。
