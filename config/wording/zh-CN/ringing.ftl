### 危险时打电话叫人（docs/alarm.md）：huiyin check 怎么说
check-alarm-command = 有危险时运行 { $command }，打电话叫人（现在没有试）
check-alarm-url = 有危险时通知 { $host }，打电话叫人（现在没有试）
problem-no-program = “{ $a }”运行不了。看看文件在不在，能不能执行（chmod +x）
problem-no-address = 不是网址；开头是 https:// 或 http://
