# 自己报的事：补一句，又不算了。

added-moved = 刚才那条不算在 { $number } 里了。
