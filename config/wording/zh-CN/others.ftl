# 代报：替没在这里的人报，和办完以后打电话告知。

## 谁说的

source-phone = 来电
source-visit = 上门
source-seen = 群里看到
source-round = 自己发现
button-source-phone = 来电
button-source-visit = 上门
button-source-seen = 群里看到
button-source-round = 自己发现
button-source-fixed_on_round = 发现并修好了
button-source-resident = 我自己家的
source-unsaid = 谁说的
summary-told = { $source }：{ $name }
summary-source = { $source }
button-unsure-others = 说不清

## 代报人的回执

filed = 记下了，编号{ $number }。
filed-by = 最晚{ $by }要回话。
filed-late = 说好{ $by }前回话，还没人接，我们晚了。
filed-unsaid = 这件是谁说的？
filed-phone = 住户来电。点[复制]，把回执发给对方。
filed-visit = 住户上门。点[复制]，把回执发给对方。
filed-seen = 群里看到的。点[复制]，在那个群里回一句。
filed-round = 您自己发现的。
filed-fixed_on_round = 发现并修好了，办结。
copy-receipt = 您说的{ $what }的事记上了，编号{ $number }，最晚{ $by }有人回您。——{ $community }
copy-what = { $place }{ $category }
copy-what-place = { $place }
copy-what-kind = { $category }
copy-what-that = 那件
copy-receipt-group = { $what }的事记上了，编号{ $number }，最晚{ $by }有人回话。——{ $community }
button-copy = 复制

## 值班群的卡片

alert-from-unsaid = { $name }代报
alert-from-phone = 住户来电，{ $name }代报
alert-from-visit = 住户上门，{ $name }代报
alert-from-seen = 群里看到，{ $name }代报
alert-from-round = { $name }自己发现
alert-from-fixed_on_round = { $name }自己发现
standing-fixed = 发现并修好了
answer-phone-instead = 住户不在这里，请打电话问

## 我替人报的

my-filed = 您替人报的：

## 试用页上的[复制]

trial-js-copied = 复制好了
trial-js-copy-failed = 复制不了，请长按选字

## 请打电话告知

menu-calls = 要打电话告知的
calls = 请打电话告知{ $count }件：
calls-none = 没有要打电话告知的。
calls-later = 还有{ $count }件没打通，明天再打
call-resolved = { $number } { $category } · { $place }：修好了，请打电话告知。
call-refused = { $number } { $category } · { $place }：办不了（{ $reason }），请打电话告知。
call-denied = { $number } { $category } · { $place }：书记看过，还是办不了（{ $reason }），请打电话告知。
call-item-denied = { $number } { $category } · { $place }：书记看过，还是办不了（{ $reason }）
call-item-resolved = { $number } { $category } · { $place }：修好了
call-item-refused = { $number } { $category } · { $place }：办不了（{ $reason }）
call-name = 找{ $name }
call-visit = 方便的时间：{ $visit }
call-no-phone = 没留电话
call-hidden = 电话只有接单的人和代报的人看得到。
call-say = 照这句说：“{ $words }”
copy-taken = 您说的{ $what }，有人接了：{ $who }{ $coming }。——{ $community }
copy-taken-group = { $what }，有人接了：{ $who }{ $coming }。——{ $community }
copy-resolved = 您说的{ $what }，办好了：{ $note }。您看看好了没有？——{ $community }
copy-refused = 您说的{ $what }，这件我们办不了：{ $reason }。对不起。——{ $community }
copy-denied = 您说的{ $what }，书记又看了一次，还是办不了：{ $reason }。对不起。——{ $community }
copy-resolved-group = { $what }，修好了。谢谢提醒。——{ $community }
copy-refused-group = { $what }，这件我们办不了：{ $reason }。——{ $community }
phoned-fixed = { $number } { $category } · { $place }：打过电话了，住户说好了，办结。
phoned-not-fixed = { $number } { $category } · { $place }：打过电话了，住户说没好。已经重新叫人。
phoned-told = { $number } { $category } · { $place }：打过电话了，住户知道了。
phoned-appealed = { $number } { $category } · { $place }：住户想请书记看看，已经转给书记了。
phoned-missed = { $number } { $category } · { $place }：第{ $count }次没打通，明天再打。
phoned-unreached = { $number } { $category } · { $place }：三次没打通，不再打了。
ask-missing-phoned = 住户说还差什么？写一句。
button-phone-told = 告诉了
button-phone-appeal = 想请书记看看
button-phone-missed = 没打通
answer-phoned-already = 这件已经处理过了
answer-write-first = 请先跟我私聊一句，电话只能私下给您看
answer-in-private = 发到您的私聊了

## 没留电话

alert-teller = 住户：{ $name }（没留电话）
ask-number = { $number } { $name }的电话是多少？写在下一条里，只有来办的人看得到，办完7天就删。
ask-number-theirs = { $number } 对方的电话是多少？写在下一条里，只有来办的人看得到，办完7天就删。
button-no-number = 没有电话
no-number = { $number } 好，没有电话。
call-item-no-phone = { $item }（没留电话）
