# The web chat (/chat), and a few refusals that all pages share.

web-other-site = Please use our own page: another site cannot speak for you.

## The page

chat-title = Talk to Huiyin
chat-me = Me
chat-somebody = Web resident
chat-hello = This is Huiyin of { $community }. Tell me what is broken; a photo, your voice or a location will do.
chat-cookie = Once you speak, this browser keeps a mark (a cookie) that only serves to recognise this conversation. Until then nothing is kept.
chat-numbers = In an emergency, call
chat-words = Where is it, and what is wrong?
chat-photo = Photos (optional)
chat-voice = A recording (optional)
chat-earlier = Show earlier messages
chat-look-again = Look for news
chat-quick = Things to say
chat-quick-my = My reports
chat-quick-phones = Whom to call
chat-quick-help = How it works
chat-menu = More
chat-name = What may we call you?
chat-name-keep = Keep
chat-name-about = Optional. Only staff see it.
chat-take = Go on from another phone or computer, or from Telegram or WeChat?
chat-take-code = Get a code
chat-join = Spoke somewhere else before? Enter the code from there:
chat-join-go = Connect
chat-rights = Your data
chat-privacy = Who sees what
chat-mydata = My data
chat-forget = Forget me

# Words that are said at a press: as the chat understands them

chat-word-my = my reports
chat-word-phones = phones
chat-word-help = help
chat-word-link = link
chat-word-privacy = privacy
chat-word-mydata = my data
chat-word-forget = forget

## For the page's scripts

chat-js-title = Conversation with Huiyin
chat-js-empty-mine = Nothing was said yet.
chat-js-placeholder = Where, and what is wrong?
trial-js-camera = Take a photo
chat-js-spot = Share where I am
chat-js-spot-here = Where I am
chat-js-spot-refused = The location cannot be read. Saying where it is will do.
trial-js-sending-percent = Sending, { $percent }%
chat-js-waiting = Not sent yet; it leaves by itself once there is a line
chat-js-offline = No connection. What you write is kept, and leaves by itself, once, when the line is back.
chat-js-ended = This conversation has ended; all of it is erased within an hour. Say something to begin a new one.
chat-js-named = Kept.
chat-js-box = Talk to Huiyin

## Refusals

web-chat-slow = That is rather fast; please wait a minute. In an emergency, call.
web-chat-unknown = This browser has no conversation, or it has ended. Say something to begin one.

## Being told of news

chat-push-about = Want to know of news while this page is closed? The notification says that there is some, never what.
chat-js-push-on = Notify me
chat-js-push-off = Stop notifying me
chat-js-push-told = You will be notified.
chat-js-push-denied = The browser did not allow it. Allow notifications in its settings first.
chat-js-push-failed = This browser cannot notify. Open this page to see what is new.
push-news = There is something new. Open it to see.
web-push-no = This browser cannot notify. Open this page to see what is new.
