# 先放着的事：挂账、转外单位、接着办，等住户回话。

unit-power = 供电
unit-water = 自来水
unit-gas = 燃气
unit-heat = 热力
unit-city = 市政
unit-telecom = 通信
unit-traffic = 交警
unit-other = 别的单位
button-unit-power = 供电
button-unit-water = 自来水
button-unit-gas = 燃气
button-unit-heat = 热力
button-unit-city = 市政
button-unit-telecom = 通信
button-unit-traffic = 交警
button-unit-other = 其他
button-park = 挂账
button-refer = 转外单位
button-resume = 接着办
button-wait = 再等7天
button-days = { $count }天
ask-park = { $number } { $category }：为什么先挂着？写一句，住户会看到，别写门牌。
ask-until-park = { $number } 哪天再看？点一下，或者写日子，比如 12月10日。
ask-unit = 转给哪家？
ask-unit-name = { $number } { $category }：转给哪家？写名字，住户会看到。
ask-until-refer = { $number } 哪天再去问？点一下，或者写日子，比如 12月10日。
ask-date-again = 没看懂是哪天，要一年以内、今天以后的。点一下，或者写日子，比如 12月10日。
ask-date-over = 今年{ $month }月{ $day }日已经过了。哪天再看？要是{ $year }年，就写 { $year }年{ $month }月{ $day }日。
paused-here = { $number } 记下了。1分钟以后告诉住户，写错了就撤销。
answer-park = 先挂着，1分钟内可以撤销
answer-refer = 记下了，1分钟内可以撤销
answer-resume = 接着办了，1分钟内可以撤销
standing-parked = 挂账：{ $reason }，{ $day }再看，{ $who }盯着{ $times ->
    [0] {""}
   *[other] （再等过{ $times }次）
}
standing-unit = 转给{ $unit }了，{ $day }再去问，{ $who }盯着{ $times ->
    [0] {""}
   *[other] （再等过{ $times }次）
}
told-parked = { $number } 先挂着：{ $reason }，{ $day }再看。这件没完。
told-unit = { $number } 这件归{ $unit }管，我们已经转过去，{ $day }我们再去问，您不用自己跑。
told-parked-again = { $number } 还得等等：{ $reason }，{ $day }再看。这件没完。
told-unit-again = { $number } 还在{ $unit }那边，{ $day }我们再去问，您不用自己跑。
told-resumed = { $number } 接着办了：{ $category }（{ $place }），{ $who }在办。
group-parked = { $number } { $category } · { $place }：先挂着，{ $day }再看。这件没完。
group-unit = { $number } { $category } · { $place }：归{ $unit }管，我们已经转过去，{ $day }我们再去问。
group-resumed = { $number } { $category } · { $place }：接着办了。
card-parked = 先挂着，{ $day }再看
card-unit = 归{ $unit }管，转过去了，{ $day }我们再去问
progress-parked = 先挂着，{ $day }再看。这件没完。
progress-unit = 归{ $unit }管，已经转过去，{ $day }我们再去问。
queue-waits = { $number } { $category } · { $place }，先放着，{ $day }再看
remind-review-unit = { $number } { $category } · { $place } 转给{ $unit }了，到了说好再问的日子。问过了吗？{ $times ->
    [0] {""}
   *[other] 已经再等过{ $times }次。
}
remind-item-review-unit = { $number } { $category } · { $place }，该问问{ $unit }了
progress-asked = 正等住户回一句话。
no-answer = { $number } { $category } · { $place }：住户一直没回话，时间接着算。
progress-parked-over = 先挂着，说好{ $day }再看，还没有新消息。这件没完。
progress-unit-over = 归{ $unit }管，说好{ $day }再去问，还没有新消息。
