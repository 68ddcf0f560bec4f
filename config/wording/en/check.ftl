# What huiyin check says.

check-problem = { $where }: { $problem }{ $example }
check-example = . Example: { $example }
check-categories = { $file }: { $categories } categories, { $dangers } dangers
check-community = { $name } ({ $code }): { $grids } grids, { $buildings } buildings and places, { $phones } numbers
check-phone = { $file }: [phones] has no { $phone }, so whoever reports "{ $danger }" gets one number less. Example: { $phone } = "010-5550-0130"
check-officer = { $file }: [grids] does not give officer and phone of { $grids }. Example: officer = "Chen", phone = "010-5550-0171"
check-empty-grid = { $file }: no building lies in { $grids }. Example: b1 = {"{"} zh = "1号楼", en = "Building 1", grid = "g1" {"}"}
check-shifts = { $file }: there are no shifts; who is on duty must be said in the chat. Example: [shifts] day = {"{"} since = "08:00", until = "20:00" {"}"}
check-trial-first = the trial shows { $code } only; all { $count } are served once it is real
check-sample = the community is the invented sample; for your own: make init
check-trial = neither HUIYIN_TELEGRAM_TOKEN nor HUIYIN_WECOM is set: it is a trial on this machine only, with invented people
check-secret = { $path } holds a token that others can read. Please run: chmod 600 { $path }
check-disk = { $folder } has { $megabytes } MB left. Photos and data lie there; please make room
check-folder = nothing can be written in { $folder }, where the database lies. Change its permissions, or set HUIYIN_DATABASE
check-no-database = { $path } is not there yet; the first start makes it
check-opened = the database { $path } can be opened
check-database = the database { $path } cannot be used: { $why }
check-of-trial = { $path } belongs to a trial and holds invented people, so it cannot serve real ones. Example: HUIYIN_DATABASE=var/desk.db
check-of-real = { $path } holds real residents' data, so it cannot be used for a trial. Example: HUIYIN_TRIAL_DATABASE=var/trial.db
check-manager = { $name } has no manager yet. { $how }
check-manager-code = Send the bot on Telegram: /start { $code }
check-manager-start = Once it is started the screen shows /start manager-…; whoever sends that to the bot is the manager
check-duty = { $name } has no duty group yet: cards go to each person on duty, in private. Add the bot to the duty group, send /bind, press "Staff on duty"
check-group = { $name } has no residents' group yet. Residents can write in private; for a group add the bot there, send /bind, press "Residents"
check-staff = { $name } has no staff yet. The manager writes /invite to the bot in private and forwards the invitation
check-roster = { $name } has nobody on the roster. The manager writes /staff to the bot in private, and sets shifts
check-wording = { $file }: { $text } is missing; the other language has it
check-telegram-away = Telegram does not answer, or not to this token ({ $why })
check-telegram = Telegram knows the bot as @{ $bot }
check-privacy-off = privacy mode is off: it notices reports in group talk
check-privacy-on = privacy mode is on: in groups it sees commands, mentions and replies only. To let it notice reports, send /setprivacy to BotFather, choose Disable, then remove the bot from its groups and add it again
check-polling = it asks for updates itself (long polling)
check-polling-instead = it asks for updates itself (long polling); the webhook at { $url } is taken away at the start
check-webhook-failed = Telegram could not deliver to { $url }: { $why }; { $count } updates wait
check-webhook-later = Telegram delivers to { $url } from the next start on
check-webhook = Telegram delivers to { $url }
check-group-away = group { $title }: { $why }; add the bot again
check-group-out = group { $title }: the bot is not in it any more; add it again
check-group-mute = group { $title }: the bot may not write there; an administrator can lift that
check-group-fine = group { $title }: the bot { $sees } and { $alone }
check-sees-all = sees everything
check-sees-own = sees what is meant for it
check-offers-alone = shows an offer to its author alone
check-offers-all = shows an offer to everybody; make it an administrator (without any right) and its author alone sees it
check-all-good = nothing has to be changed; it can be started
check-to-do = { $count } to look at, marked !! or xx; do them from top to bottom. With xx it does not start

## What is wrong in a file

problem-reads-nothing = nothing is called so here; did you mean { $a }?
problem-unknown = nothing is called so here; known are { $a }
problem-missing-text = is missing; it should be a text in quotes
problem-missing-table = is missing; it should be a table
problem-missing-number = is missing; it should be a number above 0
problem-no-text = should be a text in quotes, not { $a }
problem-no-texts = should be a list of texts in quotes, not { $a }
problem-no-number = should be a number above 0, not { $a }
problem-no-flag = should be true or false, not { $a }
problem-no-table = should be a table, not { $a }
problem-no-choice = should be one of { $a }, not "{ $b }"
problem-no-grids = at least one grid is needed
problem-no-code = codes are small letters, digits and _, at most 32
problem-same-code = another file is called "{ $a }" too
problem-no-files = holds no community file; make init writes one
problem-no-zone = "{ $a }" is not a time zone
problem-no-phone = "{ $a }" is not a phone number
problem-no-duty = is missing; residents are given it when nothing else helps
problem-no-company = there is no company "{ $a }"; known are { $b }
problem-no-grid = there is no grid "{ $a }"; known are { $b }
problem-same-name = "{ $a }" is already the name of { $b }
problem-no-point = should be latitude and longitude, not { $a }
problem-no-staff = "{ $a }" is not one of the staff: { $b }
problem-no-trade = "{ $a }" is not a trade: { $b }
problem-other-trade = "{ $a }" is not of the trades of this shift
problem-no-day = "{ $a }" is not a day: { $b }
problem-no-date = "{ $a }" is not a date
problem-no-time = "{ $a }" is not a time of day
problem-no-standard = "{ $a }" is no code of it
problem-no-pattern = "{ $a }" is not a pattern: { $b }
problem-no-other = is missing; what fits nowhere goes there
problem-two-deadlines = resolve_workdays is given too; keep one of them
problem-no-whole-days = should be a whole number of days
problem-no-gap = "{ $a }" needs one word before and one after the …
problem-no-patterns = at least one pattern is needed
problem-reserved = "{ $a }" begins links of another kind
problem-no-calendar = "{ $a }" is none of { $b }
problem-no-share = should be a number from 0 to { $a }, not { $b }
problem-no-weights = the three weights cannot all be 0
problem-no-quiet = begins when it ends
problem-no-area = should be a list of at least three points
problem-no-asset-code = a code has digits in it
problem-same-asset = reads like { $a }
problem-no-building = there is no building "{ $a }"
problem-own-outside = "{ $a }" is a place of your own: leave it out here or there
problem-no-own-minute = on the hour and half hour everybody's messages come at once; take another minute
problem-not-toml = this file cannot be read, most likely for want of a quote, a bracket or an equals sign: { $a }
problem-not-utf8 = is not UTF-8 text; save it as UTF-8
problem-unreadable = cannot be read: { $a }
problem-not-ours = belongs to another user; start this as the user who may read it
problem-no-token = is not a token as BotFather gives it
problem-trial-host = a trial lets every visitor act as the head, so it listens on this machine only; set HUIYIN_PUBLIC_URL for the real thing
check-settings = environment or .env
problem-chinese-signs = line { $a } has { $b } where { $c } is wanted
problem-not-toml-at = not written as TOML near line { $b }, column { $c } ({ $a })
check-how = For everything at once: make doctor
problem-no-listening = cannot listen on { $a } ({ $b }); choose another port
