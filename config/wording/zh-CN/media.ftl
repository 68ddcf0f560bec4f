### Photos and voice messages: what could not be taken, and what looks odd.

web-upload-heic = 这种照片这里打不开。在手机里存成 JPG，或者截个图再发。
web-upload-full = 存照片的地方满了，这张没存下。先打字说也行。

media-no-photo = 照片打不开，请重拍一张。
media-too-large = 照片太大了，没收下。请重拍一张，或者当照片发（别当文件）。
media-too-many-pixels = 照片太大了，没收下。用手机重新拍一张就行。
media-heic = 这种照片我打不开。当照片发（别当文件），或者截个图再发。
media-gone = 照片没取到，请再发一次。
media-full = 存照片的地方满了，这张没存下。先打字说也行。
media-no-voice = 语音打不开，请再说一遍，或者打字。
media-too-large-voice = 语音太长了，没收下。请分几段说，或者打字。
media-gone-voice = 语音没取到，请再说一遍，或者打字。

alike = { $number } 办结的照片和{ $other }的几乎一样，请看一眼。
alike-own = { $number } 办结的照片和它之前的照片几乎一样，请看一眼。
media-disk = 存照片的地方（{ $limit } MB）快满了，再满新照片就存不下了。请运维加大 HUIYIN_MEDIA_LIMIT_MB。

check-media = 照片和语音占了 { $used } MB，最多 { $limit } MB（HUIYIN_MEDIA_LIMIT_MB）；快满时，早已办完的只留小图
