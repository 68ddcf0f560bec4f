# huiyin move，在控制台上

move-no-file = { $path } 没有 SQLite 数据库可以搬。搬完之前，HUIYIN_DATABASE 要写它
move-no-server = --to 要写一个 PostgreSQL 数据库的地址：postgresql://huiyin@127.0.0.1/huiyin
move-not-the-same = 没有搬：{ $why }
move-done = 都搬到了，也逐行对过：{ $tables }张表，{ NUMBER($rows) }行。{ $path } 没有动，用稳了再删。现在改 .env 里的那一行，再启动：HUIYIN_DATABASE=刚才写的那个地址
move-photos = 照片和语音还是文件：{ $count }个，也放进了 { $folder }。
