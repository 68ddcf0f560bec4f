# 街道和运维看到的。

street-queue = { $community }待办{ $count }件
street-overdue = { $community }超时{ $count }件
help-street = 待办、超时：您看的社区还没办完的事；数据：这周和上周的数
help-health = 状态：看机器好不好

health-not-yours = 这个只有负责人和运维能看。
health-channels = 渠道都连着
health-trouble = 渠道连不上：{ $trouble }
health-in = 收到的：{ $waiting }件排着队，{ $parked }件没处理成，搁着
health-look = 搁着的在机器上看：huiyin parked list
health-out = 要发的：{ $waiting }条排着队，{ $failed }条没发出去
health-room = 照片和语音：占了{ $used } MB，最多{ $limit } MB
health-late = { $community }过了时间的：{ $count }件
parked-told = 有{ $count }件没处理成，先搁着，别的照常办。里面也许有居民报的事，请在机器上看：
    huiyin parked list
