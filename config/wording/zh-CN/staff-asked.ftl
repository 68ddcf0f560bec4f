# 问值班人员要一句话的时候：怎么写，怎么不写了。改字就改这里；等号左边不要动，花括号里的是会变的内容，两种语言要一样。

button-stop-asking = 不办了
ask-in-time = { $minutes }分钟内直接写；晚了就回复这条。
ask-photo-note = 写的是：“{ $text }”
    不对就再写一句。
ask-stopped = { $number } 好，先不写了，这件没变。
not-taken-note = { $number } 还等您写怎么修的。刚才那句像是说别的，没写进去；就是要写它，回复这条再发一次。
not-taken-secure = { $number } 还等您写先做了什么。刚才那句像是说别的，没写进去；就是要写它，回复这条再发一次。
not-taken-reason = { $number } 还等您写为什么办不了。刚才那句像是说别的，没写进去；就是要写它，回复这条再发一次。
not-taken-park = { $number } 还等您写为什么先挂着。刚才那句像是说别的，没写进去；就是要写它，回复这条再发一次。
not-taken-refer = { $number } 还等您写转给哪家。刚才那句像是说别的，没写进去；就是要写它，回复这条再发一次。
guest-to-duty = 请把对方拉进值班群，卡片都在那里。
