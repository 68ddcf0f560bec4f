# 一套程序管好几个小区时说的话。

of-community = { $community }：
ask-bind-to = 这个群是哪个社区的？（负责人点）
hello-several = 您好，我是回音：哪里坏了跟我说一句，有人管，办完告诉您。
got-words = 您说的我记下了。
ask-community = 是哪个社区的？点一下，就问这一次。
ask-community-name = 是哪个社区的？请写社区的名字，就问这一次。
settled = 好，{ $community }，记住了。换小区请发 /community
choose-community = 现在是{ $community }。要换成哪个？
choose-community-name = 现在是{ $community }。要换，就把新社区的名字写在后面，比如：/community { $community }
only-community = 这里只有{ $community }一个社区，不用换。
community-in-private = 换小区请跟我私聊。

## 危险，但还不知道是哪个社区

adrift-robot = 我只是机器人，不能替您报警。告诉我是哪个社区，我马上叫值班的人。
adrift = 有人报了危险，没说是哪个社区，各社区都通知到了。认得出是您这儿，就点[是我们这儿]，马上立案：
adrift-told = 您还没说是哪个社区，我先告诉了所有社区值班的人。
adrift-found = { $community }认出来了，那边在办。
adrift-dropped = 这件本人说不报了。
button-ours = 是我们这儿
menu-community = 换小区
