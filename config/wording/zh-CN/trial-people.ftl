# 试用页里可以当谁：名字后面那个词，和换人时看到的话。

trial-person = { $name } · { $role }
trial-role-resident = 居民
trial-role-volunteer = 志愿者
trial-role-staff = 值班人员
trial-role-manager = 负责人
trial-role-head = 书记
trial-role-street = 街道
trial-role-operator = 管机器的
trial-role-newcomer = 新邻居

trial-js-private-title = { $name }（私聊）
trial-js-private-box = { $name }的私聊
trial-js-person = 看谁的私聊
trial-js-person-unread = { $name }（{ $count } 条新的）
trial-js-elsewhere = 别的私聊有 { $count } 条新消息，去看{ $name }的
trial-js-empty-resident = 哪里坏了，打字、拍照、说话都行。
trial-js-empty-volunteer = 替邻居报也行，说一句哪里坏了。
trial-js-empty-staff = 说“待办”看要办的事；哪里坏了，也可以在这儿报。
trial-js-empty-newcomer = 还没跟回音说过话，第一句就是初次见面。
trial-js-caption-private = 单独跟回音说
trial-js-caption-newcomer = 第一次来，单独跟回音说
