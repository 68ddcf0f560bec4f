### 让它一直跑着（docs/operations.md）
backup-failed = 备份没做成：{ $why }
backup-last = 上一份是{ $at }的。每小时会再试一次。
backup-never = 到现在还没有备份。每小时会再试一次。
away = { $since }到{ $until }我们没在，{ $count ->
    [0] 这段时间没人上报。
   *[other] 这段时间来了{ $count }件上报。
}
disk-low = 机器的硬盘快满了，只剩{ $megabytes } MB。满了以后，新来的消息就存不下了，请尽快腾地方。
not-kept =
    现在存不下，请过一会儿再发。着急的话，请打电话：
    { $phone }
health-backup = 上次备份：{ $at }，{ $megabytes } MB
health-no-backup = 还没有备份
health-backup-failed = 上一次备份没做成：{ $why }
health-held = { $at }恢复过备份，之后什么都没发出去。在机器上看看有哪些：huiyin release

## huiyin backup、restore、release 怎么说
backup-made = { $path }：上报{ $reports }件，照片和语音{ $media }个，数据库{ $megabytes } MB。已经从头读过一遍，完好。
backup-sound = { $path }完好：{ $made }做的，上报{ $reports }件，照片和语音{ $media }个。
backup-missing = 有{ $count }个照片或语音，库里有名字，盘上没有了（backup.json里列着）。
backup-not-allowed = { $path } 是别的用户的，或者不能写。请用运行回音的那个用户来做。
restore-none = { $folder } 里没有备份（HUIYIN_BACKUP_FOLDER）。在别处的话：huiyin restore /mnt/usb/huiyin-…
restore-there = { $folder } 里的备份，最新的在最后：
restore-how = 恢复最新的一份：huiyin restore latest，或者写上面的名字。现在已有的东西，加上 --aside 会另外留好。
restore-in-the-way = { $taken }：已经有了，什么都没动。把它改名留好、再恢复备份：huiyin restore { $name } --aside
restore-aside = 原来的留在这里：{ $path }
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
check-no-backup = { $folder } 里还没有备份；每天夜里会做一份，也可以现在做：huiyin backup
check-backup = { $folder } 里有{ $count }份备份，最近一份是{ $hours ->
    [0] 不到一小时前的
   *[other] { $hours }小时以前的
}
check-backup-disk = { $folder } 和数据在同一块硬盘上，硬盘坏了就都没了（HUIYIN_BACKUP_FOLDER）

check-backup-folder = 备份放不进 { $folder }（HUIYIN_BACKUP_FOLDER），这个用户不能写。把文件夹给它：chown
check-not-ours = { $path } 是别的用户的，或者不能写。把它给运行回音的那个用户：chown
database-gone = 数据库 { $path } 不见了，或者是空的，可这里以前有过数据。恢复备份：huiyin restore latest --aside。真要从头开始，先把 { $beside } 这些文件都挪走
check-unknown = 没有 { $name } 这个设置，写了不起作用。是不是 { $like }？

## huiyin handover
successor-title = # 回音，交给接手的人（{ $at }）
successor-where = ## 东西都在哪里
successor-data = - 数据：{ $path }
successor-media = - 照片和语音：{ $path }
successor-community = - 小区文件：{ $path }
successor-address = - 网址：{ $address }
successor-set = ## 设了什么（密钥只写名字，值在.env里，或者问交班的人）
successor-secret = - { $name }：设了，是密钥
successor-versions = ## 版本
successor-version = - 回音 { $huiyin }，数据表 { $schema }，Python { $python }，SQLite { $sqlite }
successor-backups = ## 备份
successor-backup-folder = - 在 { $path }：{ $count }份
successor-backup-last = - 最近一份：{ $at }
successor-who = ## 谁是谁
successor-nobody = 还没有人，启动时控制台会给一个口令
successor-troubles = ## 有什么不对
successor-parked = 有{ $count }件办不了，放在一边：huiyin parked list
successor-failed = 有{ $count }条消息发不出去
successor-held = 恢复备份以后还没放行：huiyin release
successor-none = - 没有
successor-live = - 还在办的上报：{ $count }件
successor-next = ## 接下来
successor-steps =
    1. 跑一遍 huiyin check，看文件、设置和平台有什么不对。
    2. 试一次备份：huiyin backup --check 会把最近一份从头看一遍，再恢复到另一个文件夹（docs/operations.md）。
    3. 接过上面写的密钥，和它们的账号（BotFather、企业微信、域名）。前面的人知道的，换新的。
    4. 请负责人给您“运维”这个身份，再取消前面那位的。
    5. 先把docs/operations.md读一遍，别等到用的时候。
