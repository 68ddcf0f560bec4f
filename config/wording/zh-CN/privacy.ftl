# 谁看得见：从公开里撤下来的话

card-away = { $number } 已经不公开了：{ $reason }。
hidden-reporter = 报的人不想公开
hidden-named = 里面提到了人
hidden-between = 是家里或邻里之间的事
hidden-complaint = 说的是工作人员
hidden-staff = 工作人员撤下
hidden-forgotten = 报的人要求删除
hidden-category = 这类事不公开
export-event-visibility = 谁看得见改了
