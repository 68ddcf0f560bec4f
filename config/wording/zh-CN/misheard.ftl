# 不是报修的话，和想停下来的话

not-understood-resident = 没太听懂。哪里坏了，直接说在哪儿、怎么了，发照片也行。
    问电话，发“电话”；看办到哪了，发“进度”。
outage-none = { $what }的事，现在没有通知，所以说不准。
    您那儿要是正停着，就说一句，比如：3号楼{ $what }
cancel-filed = { $number } 已经报上去了。不用来人了，就点[撤回]。

# 在“我的”里，报到别的社区的
my-elsewhere = 报到{ $community }的：

# 值班的改急缓
button-hurry = 改成急事
button-no-hurry = 改成不急
