### Photos and voice messages: what could not be taken, and what looks odd.

web-upload-heic = This kind of photo cannot be opened here. Save it as JPG, or send a screenshot.
web-upload-full = There is no room left for photos, and this one was not kept. Words will do for now.
