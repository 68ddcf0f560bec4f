# 微信里一对一：进来、转人工、人工走了。

visit-welcome = 我是{ $community }的回音。哪里坏了，跟我说一句就行，照片、语音、位置都可以。
visit-here = 您在{ $place }，不用再说在哪儿。
button-visit-report = 报修
button-visit-mine = 查进度
button-visit-person = 找人工
ask-what-where = 哪儿、怎么了？说一句就行，比如：3号楼2单元楼道灯不亮。发照片、语音、位置也行。
ask-place-what = 在哪儿、怎么了？说一句就行。
person-coming = 帮您叫人了，来了就在这儿跟您说。这段时间我不插话。
person-waits = { $name }在微信里等人工，请到企业微信的“微信客服”里接。
person-waits-about = 报过的：{ $numbers }
person-nobody = 现在没有人能接。急的话打电话；不急，点下面，有人联系您。
person-left = 人工聊完了。再有什么，跟我说就行。
receipt-more-said = 要改要补，跟我说一句就行。

# 试用页里那位只有微信的人：上面一条写着还能发几条

trial-role-weixin = 只有微信
trial-js-empty-weixin = 这里像微信里的客服：点“进来”或者扫个码，也可以直接说。
trial-js-caption-weixin = 像微信里那样，一条一条数着
trial-js-session-new = 还没说过话：回音不能先开口
trial-js-session-left = 回音还能发 { $count } 条 · 到{ $time }
trial-js-session-none = 回音一条也不能发，等您开口
trial-js-session-held = { $count } 条先放着
trial-js-session-person = 人工在跟您说，回音不插话
trial-js-session-enter = 进来
trial-js-session-scan = 扫一个码
trial-js-session-over = 人工说完了
web-edit-not-there = 微信里发过的话改不了。再说一句就行。
person-waits-somebody = 有位住户在微信里等人工，请到企业微信的“微信客服”里接。
media-unreadable = 这个我看不了。打字，或者发照片、语音、位置都行。
person-waits-since = 等了{ $minutes }分钟了，还没有人接。
