# huiyin move, at the console

move-no-file = There is no SQLite database at { $path } to move; HUIYIN_DATABASE names it until the move is done
move-no-server = --to takes the address of a PostgreSQL database: postgresql://huiyin@127.0.0.1/huiyin
move-not-the-same = nothing was moved: { $why }
move-done = Everything has arrived and was compared: { $tables } tables, { NUMBER($rows) } rows. Now set HUIYIN_DATABASE to the new address and start. { $path } was not changed; keep it until you are sure, and then delete it.
move-folders = Photos stay files. Before you start, rename { $old }.media to { $new }.media, and { $old }.exports to { $new }.exports.
