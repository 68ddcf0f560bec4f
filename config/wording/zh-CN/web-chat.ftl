# 网页聊天（/chat）上的字，和各处网页共用的几句拒绝。

web-other-site = 请在我们自己的页面上操作：别的网站不能替您说话。

## 页面

chat-title = 跟回音说
chat-me = 我
chat-somebody = 网页住户
chat-hello = 我是{ $community }的回音。哪里坏了，跟我说一句就行，照片、语音、位置都可以。
chat-cookie = 您开口以后，这个浏览器里会存一个记号（cookie），只为下次还认得这段对话。没开口，什么都不存。
chat-numbers = 急事打电话
chat-words = 哪儿、怎么了？
chat-photo = 照片（可以不放）
chat-voice = 录音（可以不放）
chat-earlier = 看更早的
chat-look-again = 看看有没有新的
chat-quick = 常用的话
chat-quick-my = 我报的
chat-quick-phones = 找谁
chat-quick-help = 怎么用
chat-menu = 更多
chat-name = 怎么称呼您？
chat-name-keep = 记下
chat-name-about = 可以不写。只有值班的人看得见。
chat-take = 想在另一台手机、电脑，或者 Telegram、微信里接着说？
chat-take-code = 拿一个码
chat-join = 在别处说过话？写那边给的码：
chat-join-go = 连上
chat-rights = 您的资料
chat-privacy = 谁看得见
chat-mydata = 我的资料
chat-forget = 删掉我的资料

# 点一下就替人说出来的话：要和聊天里认得的词一样

chat-word-my = 我的
chat-word-phones = 电话
chat-word-help = 怎么用
chat-word-link = 绑定
chat-word-privacy = 隐私
chat-word-mydata = 我的资料
chat-word-forget = 删掉我的资料

## 页面里的程序用的

chat-js-title = 和回音的对话
chat-js-empty-mine = 还没说过话。
chat-js-placeholder = 哪儿、怎么了？
trial-js-camera = 拍照
chat-js-spot = 发我的位置
chat-js-spot-here = 我在的地方
chat-js-spot-refused = 拿不到位置。打字说在哪儿也行。
trial-js-sending-percent = 正在发，{ $percent }%
chat-js-waiting = 还没送出去，有网就自动发
chat-js-offline = 没有网络。您写的先存着，有网了自动发出去，不会发两遍。
chat-js-ended = 这个浏览器上的对话结束了，一小时后全部删掉。再说一句，就是新的开始。
chat-js-named = 记下了。
chat-js-box = 跟回音说

## 拒绝

web-chat-slow = 说得太快了，请等一分钟再说。急事请直接打电话。
web-chat-unknown = 这个浏览器还没有对话，或者已经结束了。说一句就重新开始。

## 有新消息时提醒

chat-push-about = 关了这一页，有新消息也想知道？提醒里只说有新消息，不说是什么。
chat-js-push-on = 提醒我
chat-js-push-off = 不用提醒了
chat-js-push-told = 好，有新消息就提醒您。
chat-js-push-denied = 浏览器没让提醒。要提醒，先在浏览器的设置里允许。
chat-js-push-failed = 这个浏览器提醒不了。打开这一页，就能看到新消息。
push-news = 有新消息，点开看。
web-push-no = 这个浏览器提醒不了。打开这一页，就能看到新消息。
