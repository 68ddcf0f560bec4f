# The words on the web pages: trial page and results. Change the text, never the id on the left; both languages have the same ids.
#
# trial-js-* are filled in by the program in the browser. These variables, and no others, may stand in them:
#   count   how many          index   which photo     name    who said it (a person)
#   chat    which chat        text    how it begins   seconds how long
#   kept    how many confirmed  lost  how many lost   time    a date and an hour
# They arrive as text, so write "New: { $count }" rather than choosing a plural.

page-name = Huiyin 回音
page-slogan = Every report gets an answer
page-skip = Skip to the content
page-trial-mark = TRIAL
page-trial-note = Everything here is invented, and nothing leaves this computer.
page-nav = Pages
page-to-results = Results
page-to-cards = Contact cards
page-to-trial = Back to the trial
page-language = Language
page-chinese = 中文
page-english = English

trial-title = Trial
trial-noscript = This page needs JavaScript. The results page does not.
trial-more = Clock and power
trial-clock = Community clock
trial-clock-move = Move the clock forward
trial-clock-hour = +1 h
trial-clock-twenty = +20 h
trial-clock-day = +24 h
trial-clock-week = +7 d
trial-kill = Cut power
trial-kill-about = Really kills the server process, to see whether anything is lost when it comes back
trial-hint = Try this first, in the residents’ group:
trial-samples = Tap to put it into the group’s text box
trial-sample-report-kind = Report
trial-sample-report = The stairwell light in building 3, unit 2 is out
trial-sample-danger-kind = Danger
trial-sample-danger = It smells of gas in building 3
trial-sample-chatter-kind = Chatter
trial-sample-chatter = Lovely weather today
trial-tabs = Four chats
trial-photo-viewer = Photo

trial-js-bot = Huiyin
trial-js-tab-group = Group
trial-js-tab-duty = On duty
trial-js-caption-group = All the neighbours
trial-js-caption-duty = Where staff on duty take reports
trial-js-empty-group = Say in the group what is broken, and Huiyin will ask what it needs.
trial-js-empty-duty = When somebody reports something, it shows up here.
trial-js-empty-head = What residents ask the head to look at comes here.
trial-js-log = { $chat }: messages
trial-js-speaker = Speak as
trial-js-box = Write in “{ $chat }”
trial-js-placeholder = Say something…
trial-js-send = Send
trial-js-photo = Add photos
trial-js-photos-too-many = At most { $count } photos at a time.
trial-js-photo-open = Open photo { $index } of { $count }
trial-js-photo-alt = Photo { $index } of { $count } from { $name }
trial-js-photo-next = Next photo
trial-js-photo-previous = Previous photo
trial-js-voice-record = Record a voice message
trial-js-voice-stop = Stop recording
trial-js-voice-pick = Choose a recording
trial-js-voice-going = Recording, { $seconds } s
trial-js-voice-refused = The microphone cannot be used. Tap again to choose a recording instead.
trial-js-voice-draft = Recording
trial-js-voice-play = Play the voice message from { $name }
trial-js-voice-pause = Pause
trial-js-voice-broken = This voice message cannot be played
trial-js-spot = Share a location
trial-js-spot-choose = Choose a location
trial-js-spot-shared = Location: { $name }
trial-js-remove = Remove { $name }
trial-js-reply = Reply to { $name }: { $text }
trial-js-replying = Reply to { $name }
trial-js-quote-gone = The earlier message is not here
trial-js-quote-photo = Photo
trial-js-quote-voice = Voice message
trial-js-quote-spot = Location
trial-js-edit = Edit: { $text }
trial-js-editing = Editing your message
trial-js-cancel = Cancel
trial-js-edited = edited
trial-js-only-you = Only you can see this
trial-js-below = New messages
trial-js-unread = New messages: { $count }
trial-js-dismiss = Dismiss
trial-js-close = Close
trial-js-sending = Sending…
trial-js-waiting = Not delivered yet; it goes out again on reconnecting
trial-js-refused = That was not sent. Please try again.
trial-js-clock-moved = It is now { $time }
trial-js-connecting = Connecting…
trial-js-restarting = Restarting…
trial-js-reconnecting = No connection, trying again…
trial-js-counting = Back again, checking what was kept…
trial-js-ledger = Power cuts: { $count } · confirmed: { $kept } · lost: { $lost }
trial-js-ledger-unknown = Power cuts: { $count } · could not check what was kept; cut the power once more to try again.

## When the web page has to say no

web-say-empty = Nothing written yet. Say something, or add a photo.
web-edit-not-yours = That message is not yours to change.
web-clock-hours = The clock moves one hour to seven days at a time.
web-bad-request = That request was not understood. Please reload this page and try again.
web-upload-too-large = The file is larger than 10 MB. Make it smaller, or take another.
web-upload-too-many-pixels = The picture is too large. A photo from a phone will do.
web-upload-no-photo = That file is not a picture we can show (JPG, PNG, WebP or GIF).
web-upload-no-voice = That file is not a recording we can play.

## The four chats of the trial page

trial-pane-group = Residents' group
trial-pane-duty = Duty group
