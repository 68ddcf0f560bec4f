### Keeping it running (docs/operations.md)
backup-failed = No backup could be made: { $why }
backup-last = The last one is of { $at }. It is tried again every hour.
backup-never = There is none so far. It is tried again every hour.
away = We were away from { $since } to { $until }; { $count ->
    [0] no reports came in meanwhile.
    [one] one report came in meanwhile.
   *[other] { $count } reports came in meanwhile.
}
disk-low = The disk of the desk is almost full: { $megabytes } MB free. When it is full nothing new can be kept. Please make room.
not-kept =
    We cannot keep anything just now. Please try again in a minute. If it is urgent, call:
    { $phone }
health-backup = Last backup: { $at }, { $megabytes } MB
health-no-backup = There is no backup so far
health-backup-failed = The last try to make one failed: { $why }
health-held = Nothing goes out since { $at }: a backup was restored. See what waits on the machine: huiyin release

## What huiyin backup, restore and release say
backup-made = { $path }: { $reports } reports, { $media } photos and voice messages, database { $megabytes } MB. It was read through and is sound.
backup-sound = { $path } is sound: made { $made }, { $reports } reports, { $media } photos and voice messages.
backup-missing = { $count } photos or voice messages that the desk names are not on the disk (backup.json lists them).
backup-not-allowed = { $path } belongs to another user, or cannot be written. Do this as the user who runs the desk.
restore-none = There is no backup in { $folder } (HUIYIN_BACKUP_FOLDER). If it lies elsewhere: huiyin restore /mnt/usb/huiyin-…
restore-there = Backups in { $folder }, the newest last:
restore-how = Bring back the newest: huiyin restore latest, or one of these by its name. What is there meanwhile is kept with --aside.
restore-in-the-way = { $taken }: there already, and nothing was changed. To keep it under another name and bring the backup back: huiyin restore { $name } --aside
restore-aside = What was there is kept: { $path }
restore-trial = This backup serves real residents, and these settings are those of a trial. Set up .env first (HUIYIN_PUBLIC_URL, or the token), then again.
restore-real = This backup is of a trial, and these settings are those of a desk for real residents. Set HUIYIN_DATABASE for another place, or use the right backup.
restore-done = { $database } is there again: { $reports } reports, { $media } photos and voice messages.
restore-erased = { $count } people who had themselves erased after the backup was made are erased again at the start, before anything goes out.
restore-files = The community file and the like, as they were, lie in { $folder }; they were not put anywhere.
restore-next = Start the desk. It takes in what comes, and says nothing until you let it: huiyin release
release-messages = Would go out: { $count } messages, { $edits } changes of messages
release-due = Would come due: { $count }; came in and not handled: { $arrived }
release-line = {"  "}{ $what }: { $count }, from { $oldest } to { $newest }
release-nothing = Nothing is held back.
release-how = Let it go out: huiyin release --all, or without what is older: huiyin release --drop-older-than 6
release-done = It goes out now; { $dropped } old messages were dropped.
held-at-start = A backup was restored: nothing goes out until you look (huiyin release).
check-no-backup = there is no backup in { $folder } yet; one is made every night, or now: huiyin backup
check-backup = backups in { $folder }: { $count }, the last { $hours ->
    [0] within the hour
    [one] an hour ago
   *[other] { $hours } hours ago
}
check-backup-disk = { $folder } lies on the same disk as the data: it does not outlive the disk (HUIYIN_BACKUP_FOLDER)

check-backup-folder = backups cannot be written into { $folder } (HUIYIN_BACKUP_FOLDER) by this user. Give it the folder: chown
check-not-ours = { $path } belongs to another user, or cannot be written. Give it to the user who runs the desk: chown
database-gone = The database { $path } is gone or empty, but a desk lived here before. Bring back a backup: huiyin restore latest --aside. To begin with nothing, put away everything that is called { $beside }
check-unknown = { $name } is no setting of ours and does nothing; did you mean { $like }?

## huiyin handover
successor-title = # Huiyin 回音, for whoever takes over ({ $at })
successor-where = ## Where everything is
successor-data = - Data: { $path }
successor-media = - Photos and voice: { $path }
successor-community = - Community: { $path }
successor-address = - Address: { $address }
successor-set = ## What is set (secrets by name alone: their values are in .env or with whoever hands over)
successor-secret = - { $name }: set, a secret
successor-versions = ## Versions
successor-version = - Huiyin { $huiyin }, tables { $schema }, Python { $python }, SQLite { $sqlite }
successor-backups = ## Backups
successor-backup-folder = - In { $path }: { $count }
successor-backup-last = - The last one: { $at }
successor-who = ## Who is who
successor-nobody = nobody yet; the console shows a code at the start
successor-troubles = ## What is not as it should be
successor-parked = Parked events: { $count } (huiyin parked list)
successor-failed = Messages that could not be sent: { $count }
successor-held = Everything is held back since a restore: huiyin release
successor-none = - Nothing
successor-live = - Reports that go on: { $count }
successor-next = ## Next
successor-steps =
    1. huiyin check says what is wrong with files, settings and platforms.
    2. Try the backup: huiyin backup --check looks the last one through; once a month bring it back into another folder (docs/operations.md).
    3. Take over the secrets named above, and the accounts they belong to (BotFather, the WeCom corp, the domain). Renew what the one before you knew.
    4. Have a manager give you the role operator, and end that of the one before you.
    5. Read docs/operations.md once, before you need it.
