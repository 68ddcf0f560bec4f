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
filed-unsaid = 这件是谁说的？
filed-phone = 住户来电。点[复制]，把回执发给他。
filed-visit = 住户上门。点[复制]，把回执发给他。
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
