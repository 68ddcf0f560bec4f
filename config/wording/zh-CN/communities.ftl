# 一套程序管好几个小区时说的话。

of-community = { $community }：
ask-bind-to = 这个群是哪个社区的？（负责人点）
results-communities = 看哪个社区
