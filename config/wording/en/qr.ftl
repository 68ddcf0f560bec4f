# Stickers for buildings and lamp posts, and what is said when they are made.  Words on a sticker must be short.

qr-name = Huiyin
qr-sample = TRIAL
qr-scan = Broken? Scan and tell us
qr-with = With WeChat or a phone camera; nothing to install
qr-duty = Duty phone
qr-spoken = On the phone, read out
qr-typed = No camera? Type the code at { $address }
qr-danger = In danger call 110 119 120
qr-title = { $community } · stickers
qr-made = { $count } made. Their codes say { $address }: with another address they must be glued anew.
qr-not-known = The community file does not know { $count } of these codes yet ({ $codes }). Write assets_csv = "{ $list }" at the top of { $file } (both in one folder) and start the desk anew; then they lead to their place.
qr-no-address = There is no address yet that codes could lead to. Set HUIYIN_PUBLIC_URL=https://desk.example.org first; to see how they look: huiyin qr --address https://desk.example.org
qr-wrong-address = { $address } is no web address; it should look like https://desk.example.org
qr-which-community = For which community? Choose with --community: { $codes }
qr-no-code = There are no such codes: { $codes }
qr-nothing = { $file } has nothing to make a sticker for
qr-exists = { $path } is there already. Name another with --out, or write over it with --overwrite

# What is wrong in a list (CSV)
problem-line = line { $line }
problem-list-columns = no column is called one of { $a }
problem-list-twice = two columns say the same: “{ $a }”
problem-list-code = “{ $a }” is no code: letters, digits, - and _, at most 32, and at least one digit
problem-list-taken = the code “{ $a }” is taken ({ $b })
problem-list-building = there is no building “{ $a }”; known are { $b } …
problem-list-nowhere = { $a } has neither a building nor a grid
problem-list-nameless = { $a } has no name
problem-list-text = is no text; save it as “CSV UTF-8”
problem-list-empty = has nothing in it
problem-list-point = { $a } stands at no latitude and longitude
problem-list-long = the name of { $a } is longer than { $b } characters
problem-list-large = is larger than { $a } MB
problem-list-quotes = its quotation marks do not fit ({ $a })
