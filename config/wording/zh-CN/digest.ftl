# 周报和月报：群里的话、给工作人员的话、先给负责人看的样子、图上的字。改字就改这里；等号左边不要动。

digest-week = 这一周（{ $since }—{ $until }）
digest-heard = 大家说了{ $count }件。
digest-quiet = 这一周没有人说起什么事。看到哪儿不对，说一句就行。
digest-late = 有{ $count }件超时了，对不起。
digest-slow = 有{ $count }件回话或办完比说好的晚，对不起。
digest-late-both = 现在有{ $count }件超时，另有{ $slow }件回话或办完比说好的晚，对不起。
digest-became = { $what }。
digest-done = 办好{ $count }件
digest-open = 还没办完{ $count }件
digest-refused = 办不了{ $count }件
digest-no-danger = 看过没有危险的{ $count }件
digest-withdrawn = 撤回{ $count }件
digest-before = 以前说的，这周办好了{ $count }件。
digest-half = 一半的事{ $within }内有人回话。
digest-kinds = { $kinds }
digest-kind = { $kind }{ $count }
digest-rest = 其余{ $count }
digest-thanks = 谢谢开口的邻居。
digest-results = 每一件都在这里：{ $address }
digest-alt = 本周周报图。{ $text }

## 给工作人员

digest-staff = 这一周（{ $since }—{ $until }），工作人员看的
digest-quiet-staff = 没有新来的。
digest-overdue = 现在超时{ $count }件：{ $who }。
digest-none-overdue = 现在没有超时的。
digest-open-now = 现在没办完的{ $count }件：{ $kinds }。
digest-rate = { $name }：{ $now }；上周{ $last }
digest-rate-of = { $percent }%（共{ $count }件）
digest-rate-none = 没有可算的
digest-rate-hidden = 评价不到{ $least }件，先不算
digest-rate-answered = 按时回话
digest-rate-resolved = 按时办结
digest-rate-contacted = 响应率
digest-rate-solved = 解决率
digest-rate-satisfied = 满意率

## 先给负责人看

digest-draft = 周报{ $by }发到群里，先给您看看。不管它，到点就发。
digest-is-posted = 周报已经发到群里了：
digest-posted-by = { $name }把周报发到群里了：
digest-is-skipped = 这周的周报不发了：
digest-skipped-by = { $name }说这周的周报不发了：
digest-missed = { $at }的周报没有发：那时回音停着，开机时已经过了一天多。下周照常。
digest-too-new = 今天的周报不发：回音是刚装的，还没有数完一周。第一份{ $at }发。
digest-ask-line = 想加一句什么？直接写，最多{ $count }个字；发出去之前还能改。
digest-gone = 周报已经定了，这一句加不上了。
digest-managers-only = 周报由负责人来发。
digest-said-to-duty = 发到值班群了
button-digest-now = 发布
button-digest-line = 改一句
button-digest-plain = 去掉这句
button-digest-skip = 本周不发
button-digest-after-all = 还是发吧
button-digest-duty = 发到值班群

## 月报

monthly = { $year }年{ $month }月的月报，可以打印（A4）。
monthly-failed = { $year }年{ $month }月的月报没画出来，发“月报”再试一次。
monthly-none = 上个月和这个月都还没有人说起什么事，没有月报。

## 图上的字

sheet-heard = 大家说了
sheet-late = 晚了，对不起
sheet-done = 办好了
sheet-open = 没办完
sheet-kinds = 都是什么事
sheet-weeks = 八周来
sheet-months = { $count }个月来
sheet-month-short = { $month }月
sheet-foot = 回音 · 件件有回音 · 数字到{ $at }
sheet-month = { $community } · 月报
sheet-dates = { $year }年{ $since }—{ $until }
sheet-rates = 比率
sheet-rates-now = 这个月
sheet-rates-last = 上个月
sheet-note-answered = 按时回话：该在这期间回话的，有多少在说好的时间之前有人回了话。
sheet-note-resolved = 按时办结：该在这期间办完的，有多少在最初说好的时间之前办完；中间停下来的时间也算在内。
sheet-note-asked = 响应率、解决率、满意率：问过居民的。退回的和超时没办完的，都算没有解决、不满意。
sheet-note-left-out = “说了”“办好了”“在办”只数这个月说的；不公开的类别不在图里。少于3件的类别并入“其他”。
digest-late-before = 以前说的还有{ $count }件超时，对不起。
