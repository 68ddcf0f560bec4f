# 不归我们管的地方

outside-neighbour = 这里好像归{ $community }管，可以帮您转过去。急事打：
outside-listed = { $place }不归{ $community }管，找{ $who }：
outside-nobody = 这个位置不在{ $community }里面。归谁管不清楚，打这个电话，说清在哪儿，他们会转：
outside-called = { $number } 也叫了那边值班的人，急就打：
alert-outside = 听着像别处的地方，不是我们的楼
alert-outside-called = 听着像隔壁社区的地方，他们值班的人也叫了
outside-public = 转给{ $community }了，编号{ $number }。办得怎样，私聊我说句话，就能告诉您。
button-pass = 转给{ $community }
button-pass-not = 还是报给我们
answer-passed = 转给{ $community }了
