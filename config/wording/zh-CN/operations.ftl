### 让它一直跑着（docs/operations.md）
backup-failed = 备份没做成：{ $why }
backup-last = 上一份是{ $at }的。每小时会再试一次。
backup-never = 到现在还没有备份。每小时会再试一次。
health-backup = 上次备份：{ $at }，{ $megabytes } MB
health-no-backup = 还没有备份
health-backup-failed = 上一次备份没做成：{ $why }
health-held = { $at }恢复过备份，之后什么都没发出去。在机器上看看有哪些：huiyin release

## huiyin backup、restore、release 怎么说
backup-made = { $path }：上报{ $reports }件，照片和语音{ $media }个，数据库{ $megabytes } MB。已经从头读过一遍，完好。
backup-sound = 完好：{ $made }做的，上报{ $reports }件，照片和语音{ $media }个。
backup-missing = 有{ $count }个照片或语音，库里有名字，盘上没有了（backup.json里列着）。
backup-server = 数据库在PostgreSQL服务器上：请用pg_dump备份它，再备份放照片的文件夹（docs/operations.md）。
restore-trial = 这份备份是给真实住户用的，现在的设置是试用。先把.env设好（HUIYIN_PUBLIC_URL或者令牌），再来一次。
restore-real = 这份备份是试用的，现在的设置是给真实住户用的。换一份备份，或者用HUIYIN_DATABASE指到别处。
restore-done = { $database }回来了：上报{ $reports }件，照片和语音{ $media }个。
restore-erased = 备份之后有{ $count }人要求删除过自己，启动时会先再删一次，然后才发消息。
restore-files = 当时的小区文件等在{ $folder }里，没有替您放到别处。
restore-next = 现在可以启动。来的消息照收，您放行之前什么都不发：huiyin release
release-messages = 会发出去的：{ $count }条消息，{ $edits }处改动
release-due = 会到时间的：{ $count }件；收到还没办的：{ $arrived }件
release-line = {"  "}{ $what }：{ $count }，从{ $oldest }到{ $newest }
release-nothing = 没有扣着的消息。
release-how = 放行：huiyin release --all；不要太旧的：huiyin release --drop-older-than 6
release-done = 开始发了，丢掉了{ $dropped }条旧消息。
held-at-start = 这是恢复的备份：您看过放行之前，什么都不发（huiyin release）。
