# 群里有危险：卡片先说怎么办、打哪里，下面才是编号。

danger-robot-only = 我只是机器人，不能替您报警。
card-calling = 正在叫值班的人，最晚{ $by }回话
card-calling-late = 还没人应，说好{ $by }前回话，我们晚了。还在叫值班的人
receipt-beside = { $number } 记下了。哪里不对，点[改]。
