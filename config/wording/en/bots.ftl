# Smart bots in internal WeCom groups, and groups that only take messages

intro-duty-named = Reports come here as cards. Press [Take it] and somebody has it; name me with @ and write “queue” to see them all. I see nothing else.
ask-in-time-named = Name me with @ and write it within { $minutes } minutes; put a photo into the same message.
receipt-more-named = To correct or add something, name me with @ and say it.
intro-group-named = To report: name me with @ in this group and say what is broken; you may also quote a photo or a message and name me. I see nothing else.
intro-rebind = Is this the duty group? Then a manager names me with @ and writes /bind.
press-elsewhere = This group can only be read. To take it or answer, use the app in WeCom, or the duty group with the cards.
bot-lost = I cannot speak in one of the internal WeCom groups any more. Please name me there with @ once; if that does not help, an administrator should see whether the bot is still in the group.
push-lost = A WeCom webhook takes nothing any more: it was removed or switched off. An administrator should add it to the group again and write its new key into the WeCom file.
post-unconfirmed = The weekly post is not in the customer groups yet: { $name } has not confirmed it and was reminded. Please have a word with them.
post-sent = The weekly post is in the customer groups: { $name } confirmed it for { $sent } of them.
post-missed = The weekly post: { $name } confirmed it; { $sent } groups got it, { $missed } did not (a group takes one such post a day).
post-failed = The weekly post could not be handed to { $name } for the customer groups: { $why }
