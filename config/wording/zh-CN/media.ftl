### Photos and voice messages: what could not be taken, and what looks odd.

web-upload-heic = 这种照片这里打不开。在手机里存成 JPG，或者截个图再发。
web-upload-full = 存照片的地方满了，这张没存下。先打字说也行。
