### Photos and voice messages: what could not be taken, and what looks odd.

web-upload-heic = This kind of photo cannot be opened here. Save it as JPG, or send a screenshot.
web-upload-full = There is no room left for photos, and this one was not kept. Words will do for now.

media-no-photo = The photo cannot be opened. Please take another.
media-too-large = The photo is too large and was not kept. Please take another, or send it as a photo (not as a file).
media-too-many-pixels = The photo is too large and was not kept. One taken with a phone will do.
media-heic = I cannot open this kind of photo. Send it as a photo (not as a file), or send a screenshot.
media-gone = The photo did not reach me. Please send it once more.
media-full = There is no room left for photos, and this one was not kept. Words will do for now.
media-no-voice = The voice message cannot be opened. Please say it again, or write it.
media-too-large-voice = The voice message is too long and was not kept. Please say it in parts, or write it.
media-gone-voice = The voice message did not reach me. Please say it again, or write it.

alike = The photo of the repair of { $number } is nearly the same as one of { $other }. Please have a look.
alike-own = The photo of the repair of { $number } is nearly the same as an earlier one of it. Please have a look.
media-disk = The room for photos ({ $limit } MB) is almost full, and then new photos cannot be kept. Ask whoever runs the machine to raise HUIYIN_MEDIA_LIMIT_MB.

check-media = photos and voice messages take { $used } of { $limit } MB (HUIYIN_MEDIA_LIMIT_MB); near the limit old photos become thumbnails
