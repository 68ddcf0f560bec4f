# 我的网格：有多少事等着办；早上那一句话。改字就改这里；等号左边不要动，花括号里的是会变的内容，两种语言要一样。

grid = { $where }：
grid-none = { $where }：现在没有要办的。
grid-new = 没人接{ $count }件
grid-due = 今天到期{ $count }件
grid-due-late = 今天到期{ $count }件，超时{ $late }件
grid-late = 超时{ $late }件
grid-mine = 等您{ $count }件
grid-mine-of = 等{ $name }{ $count }件
grid-calls = 要打电话{ $count }件
grid-line = { $what }：{ $numbers }
grid-more = { $what }：{ $numbers }…
grid-and = { $first }，{ $then }
morning-early = 早上好。{ $where }：{ $what }。
morning-noon = 下午好。{ $where }：{ $what }。
morning-late = 晚上好。{ $where }：{ $what }。
button-look = 看一看
