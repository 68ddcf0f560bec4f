# 已知情况：停水、停电这些，大家都遇到的一件事。一件一张卡片，一句话告诉所有人。

outage-water_supply = 停水
outage-electricity = 停电
outage-gas = 停气
outage-heating = 停暖
outage-elevator = 电梯停运
known-head = { $number } { $what } · { $place }
known-plain = 已经知道了，有人在管。
known-calling = 好几户都遇到了，正在叫值班的人，最晚{ $by }回话。
known-late = 好几户都遇到了。说好{ $by }前回话，还没人接，我们晚了，对不起。
known-open = 什么时候好还不知道，知道了就在这里说。
known-from = { $begins }开始，什么时候好还不知道。
known-until = 预计{ $until }恢复。
known-times = { $begins }到{ $until }。
known-passed = 原来说{ $until }恢复，到时间了，正在核实。
known-count = 已有{ $count }户反映
known-joined = 算上您家了，不用再报，好了告诉您。
known-is-resolved = 恢复了
known-is-closed = 办结
known-is-refused = 这件我们办不了
known-over = { $number } 恢复了：{ $what } · { $place }。
known-gathered = 您报的{ $number }，好几户都遇到了，合成一件办：
known-parted = { $number } 单独办了
known-left = 好，{ $number }没算您。
button-not-this = 不是这个

## 值班的人

ask-known-what = 什么事？点一下，或者写一句。
ask-known-where = 哪里？点一下，或者写楼号，比如 3号楼、5号楼。
ask-known-until = 到什么时候？点一下，或者写，比如 到今晚8点、明天9点到17点。
ask-known-in-time = { $minutes }分钟内直接写。
ask-known-post = 居民会看到：
known-draft = { $what } · { $place }
ask-known-words = 发就点[发出去]；要换一句，直接写。
known-not-understood = 没看懂，再说一遍：
known-other-grid = 有的楼不归您管，请换个地方：
known-not-yours = 有的楼不归您管，这条没发。
known-none = 现在没有停水、停电这些通知。
known-posted = { $number } 发出去了，居民群里能看到。
known-dropped = 好，不发了。
button-known-hours = { $count }小时后
button-known-unsaid = 说不准
button-known-post = 发出去
button-known-drop = 不发了
known-in-hand = { $who }盯着
known-restored = { $who }说恢复了
button-reword = 告诉大家
button-longer = 改时间
button-longer-1 = 再等1小时
button-longer-3 = 再等3小时
button-restored = 恢复了
ask-reword = { $number } 跟居民说什么？写一句，反映过的和群里都会看到。
ask-longer = { $number } 到什么时候？比如 今晚8点、明天中午12点。
ask-longer-again = 没看懂是几点，要60天以内、现在以后的。比如 今晚8点。
known-longer = 时间改了
known-told-all = { $number } 改好了，居民群里说了{ $count ->
    [0] {""}
   *[other] ，也告诉了反映过的{ $count }户
}。
known-still = { $number } { $what } · { $place }：到说好的时间了，现在怎么样？{ $count ->
    [0] {""}
   *[other] { $count }户在等。
}
known-still-open = { $number } { $what } · { $place }：现在怎么样？居民还不知道什么时候好。{ $count ->
    [0] {""}
   *[other] { $count }户在等。
}

## 周报

digest-known = 大家都遇到的：{ $what }。
digest-known-kind = { $what }{ $count }次{ $homes ->
    [0] {""}
   *[other] （{ $homes }户反映）
}

## 又有人说同一件事

near = 像是同一件：{ $number }，{ $day }有人报了，{ $status }。是的话点[我也遇到]。
near-joined = { $number } { $category } · { $place }，算上您了，{ $count }户也遇到，办好告诉您。
