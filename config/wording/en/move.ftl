# huiyin move, at the console

move-no-file = There is no SQLite database at { $path } to move; HUIYIN_DATABASE names it until the move is done
move-no-server = --to takes the address of a PostgreSQL database: postgresql://huiyin@127.0.0.1/huiyin
move-not-the-same = nothing was moved: { $why }
move-done = Everything has arrived and was compared: { $tables } tables, { NUMBER($rows) } rows. { $path } was not changed; keep it until you are sure, and then delete it. Now write into .env, in place of the old line, and start: HUIYIN_DATABASE=the address you just gave
move-photos = Photos and voice messages stay files: { $count } of them are in { $folder }, too.
