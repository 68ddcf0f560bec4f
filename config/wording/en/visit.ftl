# One to one in WeChat: coming in, a person takes over, a person leaves.

visit-welcome = I am Huiyin of { $community }. Something broken? One sentence is enough; photos, voice and locations are fine.
visit-here = You are at { $place }: no need to say where.
button-visit-report = Report
button-visit-mine = How is it going
button-visit-person = A person, please
ask-what-where = Where, and what is wrong? One sentence, like: the light in Building 3, Unit 2 is out. A photo, a voice message or a location is fine too.
ask-place-what = Where is it, and what is wrong? One sentence is enough.
person-coming = Somebody is being called and will speak to you here. I keep quiet meanwhile.
person-waits = { $name } waits in WeChat for a person. Please answer in WeCom, under customer service.
person-waits-about = Reported: { $numbers }
person-nobody = Nobody can take over right now. If it is urgent, call; if not, tap below and somebody contacts you.
person-left = That talk is over. Anything else, just tell me.
receipt-more-said = To correct or add something, just tell me.

# Whoever has nothing but WeChat on the trial page: the strip on top tells how much may still be said

trial-role-weixin = only in WeChat
trial-js-empty-weixin = Like customer service in WeChat: come in, scan a sign, or just write.
trial-js-caption-weixin = As in WeChat, where messages are counted
trial-js-session-new = Said nothing yet: Huiyin may not speak first
trial-js-session-left = Huiyin may send { $count } more · until { $time }
trial-js-session-none = Huiyin may send nothing until you speak
trial-js-session-held = { $count } held back
trial-js-session-person = A person speaks with you; Huiyin keeps quiet
trial-js-session-enter = Come in
trial-js-session-scan = Scan a sign
trial-js-session-over = The person is done
web-edit-not-there = What was said in WeChat cannot be changed. Just say it again.
person-waits-somebody = A resident waits in WeChat for a person. Please answer in WeCom, under customer service.
media-unreadable = I cannot read that. Text, a photo, a voice message or a location is fine.
person-waits-since = { $minutes } minutes so far, and nobody has answered.
