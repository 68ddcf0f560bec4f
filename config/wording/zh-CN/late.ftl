# 晚了的事怎么说。改字就改这里；等号左边不要动，花括号里的是会变的内容，两种语言要一样。

answer-late = { $state }着急就打：
    { $phone }
late-filed-respond = { $number } { $category } · { $place }：我们晚了，说好{ $by }前回话，还没人接。您替人报的，对方要是问起，就照实说。
late-filed-resolve = { $number } { $category } · { $place }：我们晚了，说好{ $by }前办完，还没办好。您替人报的，对方要是问起，就照实说。
standing-open-late = 早该回话了（{ $by }）
standing-open-whose-late = 早该回话了（{ $by }），一般由{ $whose }办
standing-handed-late = 转给{ $who }了，等着接。早该回话了（{ $by }）
