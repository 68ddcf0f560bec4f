# 晚了的事怎么说。改字就改这里；等号左边不要动，花括号里的是会变的内容，两种语言要一样。

answer-late = { $state }着急就打：
    { $phone }
late-filed-respond = { $number } { $category } · { $place }：我们晚了，说好{ $by }前回话，还没人接。您替人报的，对方要是问起，就照实说。
late-filed-resolve = { $number } { $category } · { $place }：我们晚了，该在{ $by }前办完，还没办好。您替人报的，对方要是问起，就照实说。
standing-open-late = 早该回话了（{ $by }）
standing-open-whose-late = 早该回话了（{ $by }），一般由{ $whose }办
standing-handed-late = 转给{ $who }了，等着接。早该回话了（{ $by }）
late-respond-again = { $number } { $category }（{ $place }）：还是没人接，晚了{ $days }天，对不起。没有忘，每天都在催。
late-resolve-again = { $number } { $category }（{ $place }）：还没办好，晚了{ $days }天，对不起。没有忘，每天都在催。
late-visit = { $number } { $category }（{ $place }）：{ $coming }，到现在没听说办好，对不起。已经在问了。
remind-visit = { $number } { $category } · { $place }：{ $coming }，还没听说办好，住户在等。去过了就办结，没去成就改个时间。
remind-item-visit = { $number } { $category } · { $place }，{ $coming }，还没听说办好
handover-item-open-late = { $number } { $category } · { $place }，该{ $by }前回话，晚了
handover-item-handed-late = { $number } { $category } · { $place }，转给{ $who }了，还没接，该{ $by }前回话，晚了
handover-item-today-late = { $number } { $category } · { $place }，{ $who }去，该{ $by }前办完，晚了
handover-item-taken-late = { $number } { $category } · { $place }，该{ $by }前办完，晚了
