# Who sees what: what is said when something leaves the public view

card-away = { $number } is not public any more: { $reason }.
hidden-reporter = its reporter does not want it shown
hidden-named = it names somebody
hidden-between = it is a matter between people
hidden-complaint = it is about somebody who works here
hidden-staff = staff took it away
hidden-forgotten = its reporter asked for it to be erased
hidden-category = this kind is not shown
export-event-visibility = Visibility changed

button-hide = Keep it private
button-sight = Who sees it
button-sight-public = Public
button-sight-figures = Only counted
button-sight-private = Private
button-release = Release the words
button-unrelease = Take the words back
button-photos = Release the photos
button-unphotos = Take the photos back
button-release-yes = Release it like this
button-photos-yes = Release these
button-name-hide = Hide “{ $name }”
button-name-shown = Show “{ $name }”
button-why-agreed = They agreed
button-why-harmless = It tells of nobody
button-why-concerns_all = Everybody should know
answer-hidden = It is private now
answer-hidden-already = It is private already
answer-sight-public = It is public now
answer-sight-figures = Only counted now
answer-sight-private = It is private now
answer-released = Released
answer-taken-back = Taken back
hidden-told = { $number } is private now: only those who work on it see it. You can ask how it stands at any time.
hidden-which = Which one do you mean? Reply to its message, or press “Keep it private” below it.
sight-public = Public now: everybody sees the kind, the building and how it stands, nobody’s words.
sight-figures = Only counted now: everybody sees a number and nothing else.
sight-private = Private now: only staff and whoever reported it see it.
ask-why-raise = Why may it be public? That is written down.
release-preview = { $number }: this is what everybody would read:
release-names = If a name still shows, press it.
release-look = If somebody’s name still stands in it, do not release it.
released = The words of { $number } are public. Everybody reads:
photos-look = { $number }: everybody would see { $count ->
    [one] this photo
   *[other] these { $count } photos
 }. If it shows a face, a plate or a door number, do not release it.
photos-released = The photos of { $number } are public.
export-event-release_words = Words released or taken back
raised-told-public = { $number } was made public by staff: everybody sees the kind, the building and how it stands, not what you wrote. If you do not want that, press below.
raised-told-figures = { $number } is only counted now, staff decided: everybody sees a number. If you do not want that, press below.
words-back = The words of { $number } were taken back: nobody else sees them any more.
photos-back = The photos of { $number } were taken back: nobody else sees them any more.
hidden-already = { $number } is private already: only those who work on it see it.
alert-hidden = its reporter wants it to be private
button-complaint = About somebody here
button-about-us = About somebody here
button-no-complaint = No complaint: let the desk do it
answer-complaint = It is a complaint now, for the head
answer-no-complaint = The desk has it now
sight-complaint = A complaint: only you and whoever reported it see it, not those it is about.
complaint-head = { $number } went straight to the head. Those it is about neither see it nor can do anything with it.
complaint-street = { $number } is about the head: it went straight to the street. Nobody here sees it or can do anything with it.
complaint-nobody = { $number }: nobody here stands above those it is about, so nobody sees it. Please call 12345.
receipt-complaint-head = It goes straight to the head; those it is about do not see it.
receipt-complaint-street = It is about the head, so it goes straight to the street; nobody here sees it.
receipt-complaint-nobody = Nobody here stands above those it is about. Please call:
phone-12345 = Citizens’ hotline
export-event-complaint = Made a complaint, or no complaint any more
alert-complaint = a complaint about somebody who works here: you see it, those it is about do not
no-complaint-told = { $number }: the head looked at it and gave it to the people on duty. They see what you wrote; nobody else does.
digest-chain = History: { $count } { $count ->
    [one] entry
   *[other] entries
 }, fingerprint { $head }
export-event-erased = Content erased, on request or in time
export-chain = Chain

# /privacy, /mydata, /log

privacy-who = Your words, photos and voice messages are seen only by those who work on the matter; a phone number by the one who took it, and it is deleted 7 days after the end. The street office may read them only after writing why; that is kept.
privacy-public = All that everybody sees: what it is, which building, how it stands. Words and photos only after staff masked and released them. Where a household or a person is named, everybody sees a number.
privacy-you = If it is not for everybody, press “Keep it private”, or say “keep it private”. A complaint about somebody who works here goes to whoever is above them; they do not see it.
privacy-keep = After the end, words are kept { $words } days, photos { $photos }, voice messages { $voice }, a way to reach you { $contact }; then they are deleted by themselves.
privacy-rights = Say “my data” and you get everything that is kept. Say “forget” and you are deleted; only a case without a name stays.
mine-in-private = Please say “my data” to me in private: what you wrote is in it.
mine-caption = This is everything that is kept of you. The file is deleted in an hour.
mine-head = { $name }: everything that Huiyin keeps of you
mine-accounts = Where you come from: { $channels }
mine-role = Role: { $community } { $role }
mine-report = Report { $number }, { $day }, { $category }, { $place }: { $status }
mine-sight-public = Who sees it: everybody (not the words)
mine-sight-figures = Who sees it: it is only counted
mine-sight-private = Who sees it: only those who work on it
mine-sight-complaint = Who sees it: only whoever is above those it is about
mine-media = { $photos } photos, { $voices } voice messages
mine-contact = How to reach you: { $contact }
mine-released = Staff released these words: “{ $text }”
mine-filed = Filed for somebody else: { $number }
mine-supported = You have it too: { $numbers }
mine-rated = You rated: { $numbers }
mine-corrections = You corrected a kind or a place { $count } times; that is learned from
mine-confided = For the head alone: “{ $text }”
mine-look = { $number }: how to reach you was shown on { $day } to { $who }
mine-end = To have all of it deleted, say “forget”.
log-not-you = Only the head can see this log.
log-head = Who looked at or took out what, the latest first:
log-none = Nobody has looked at or taken out anything yet.
log-entry = { $at } { $who }: { $what }{ $detail }
log-export = exported
log-mydata = took their own data
log-see_contact = looked at how to reach somebody
log-opened = opened a private report
log-release_words = released words or took them back
log-publish_photos = released photos or took them back
log-visibility = changed who sees it
log-who-console = somebody at the machine
log-who-gone = somebody who was deleted
log-who-resident = a resident
