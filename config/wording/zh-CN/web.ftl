# 网页上的字：试用页、结果公示页。改字就改这里；等号左边不要动，两种语言的编号要一样。
#
# trial-js-* 由浏览器里的程序填空。花括号里的变量一共这些，别的不要用：
#   count   几条、几张        index   第几张          name    谁说的(人名)
#   chat    哪个聊天(标题)    text    原话开头        seconds 几秒
#   kept    已确认几条        lost    丢了几条        time    几月几日几点

page-name = 回音
page-slogan = 件件有回音
page-skip = 跳到正文
page-trial-mark = 试用
page-trial-note = 这里的一切都是编的，也不会离开这台电脑。
page-nav = 页面
page-to-results = 结果公示
page-to-cards = 电话卡片
page-to-trial = 回到试用页
page-language = 语言
page-chinese = 中文
page-english = English

trial-title = 试用
trial-noscript = 这一页要开着 JavaScript 才能用。结果公示页不用。
trial-more = 时钟和断电
trial-clock = 社区时钟
trial-clock-move = 把时钟往前拨
trial-clock-hour = +1 小时
trial-clock-twenty = +20 小时
trial-clock-day = +24 小时
trial-clock-week = +7 天
trial-kill = 断电
trial-kill-about = 真的杀掉服务进程，看它回来以后丢不丢东西
trial-hint = 先试试，在居民群里说一句：
trial-samples = 点一下，放进居民群的输入框
trial-sample-report-kind = 报修
trial-sample-report = 3号楼2单元楼道灯不亮
trial-sample-danger-kind = 危险
trial-sample-danger = 3号楼有煤气味
trial-sample-chatter-kind = 闲聊
trial-sample-chatter = 今天天气真好
trial-tabs = 四个聊天
trial-photo-viewer = 看照片

trial-js-bot = 回音
trial-js-tab-group = 居民群
trial-js-tab-duty = 值班群
trial-js-caption-group = 邻居们都在
trial-js-caption-duty = 值班的人在这里接单
trial-js-empty-group = 在群里说一句哪里坏了，回音会接着问。
trial-js-empty-duty = 有人报事，卡片就到这里。
trial-js-empty-head = 住户请书记看的事，会送到这里。
trial-js-log = { $chat }，消息
trial-js-speaker = 说话人
trial-js-box = 在“{ $chat }”里说话
trial-js-placeholder = 说一句…
trial-js-send = 发送
trial-js-photo = 加照片
trial-js-photos-too-many = 一次最多 { $count } 张照片。
trial-js-photo-open = 看照片 { $index }/{ $count }
trial-js-photo-alt = { $name }发的照片 { $index }/{ $count }
trial-js-photo-next = 下一张
trial-js-photo-previous = 上一张
trial-js-voice-record = 录一段话
trial-js-voice-stop = 录好了
trial-js-voice-pick = 选一个录音文件
trial-js-voice-going = 正在录音，{ $seconds } 秒
trial-js-voice-refused = 用不了麦克风。再点一下，选一个录音文件。
trial-js-voice-draft = 录音
trial-js-voice-play = 听{ $name }的语音
trial-js-voice-pause = 先停一下
trial-js-voice-broken = 这段语音放不出来
trial-js-spot = 发位置
trial-js-spot-choose = 选一个位置
trial-js-spot-shared = 位置：{ $name }
trial-js-remove = 去掉：{ $name }
trial-js-reply = 回复{ $name }：{ $text }
trial-js-replying = 回复{ $name }
trial-js-quote-gone = 原来那条看不到了
trial-js-quote-photo = 照片
trial-js-quote-voice = 语音
trial-js-quote-spot = 位置
trial-js-edit = 修改：{ $text }
trial-js-editing = 正在修改
trial-js-cancel = 算了
trial-js-edited = 改过
trial-js-only-you = 只有您看得到
trial-js-below = 有新消息
trial-js-unread = { $count } 条新消息
trial-js-dismiss = 知道了
trial-js-close = 关上
trial-js-sending = 正在发…
trial-js-waiting = 还没送到，连上就再发
trial-js-refused = 没发出去，请再试一次。
trial-js-clock-moved = 现在是 { $time }
trial-js-connecting = 正在连接…
trial-js-restarting = 正在重启…
trial-js-reconnecting = 连不上，正在重连…
trial-js-counting = 回来了，正在对账…
trial-js-ledger = 断电 { $count } 次，已确认 { $kept } 条，丢失 { $lost }
trial-js-ledger-unknown = 断电 { $count } 次，对不上账，请再断电一次看看。

## 网页挡回来的话

web-say-empty = 还没写什么。写一句，或者加张照片。
web-edit-not-yours = 这条不是您说的，改不了。
web-clock-hours = 一次拨 1 小时到 7 天。
web-bad-request = 这个请求认不出来。请刷新这一页再试。
web-upload-too-large = 文件超过 10 MB 了。压缩一下，或者换一张。
web-upload-too-many-pixels = 照片太大了。用手机重新拍一张就行。
web-upload-no-photo = 这个文件不是能看的照片（要 JPG、PNG、WebP 或 GIF）。
web-upload-no-voice = 这个文件不是能听的录音。

## 试用页四个聊天的名字

trial-pane-group = 居民群
trial-pane-duty = 值班群
