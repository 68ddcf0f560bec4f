# 说好的时间：提醒、超时、对不起。

remind-soon-respond = { $number } { $category } · { $place } 还没回话，{ $by }到时间。来不及修，先说个时间也行。
remind-soon-resolve = { $number } { $category } · { $place } 说好{ $by }前办完。
remind-missed-respond = { $number } { $category } · { $place } 到时间了，还没人回话。请您定个人。
remind-missed-resolve = { $number } { $category } · { $place } 说好{ $by }前办完，还没办结。
remind-later-respond = { $number } { $category } · { $place } 说好{ $by }前回话，一直没人回。
remind-later-resolve = { $number } { $category } · { $place } 说好{ $by }前办完，一直没办结。
remind-review = { $number } { $category } · { $place } 到了说好再看的日子，能接着办了吗？
remind-several = 这{ $count }件等着呢：
remind-item-soon-respond = { $number } { $category } · { $place }，{ $by }前要回话
remind-item-soon-resolve = { $number } { $category } · { $place }，{ $by }前要办完
remind-item-missed-respond = { $number } { $category } · { $place }，说好{ $by }前回话，过了
remind-item-missed-resolve = { $number } { $category } · { $place }，说好{ $by }前办完，过了
remind-item-later-respond = { $number } { $category } · { $place }，说好{ $by }前回话，一直没回
remind-item-later-resolve = { $number } { $category } · { $place }，说好{ $by }前办完，一直没办结
remind-item-review = { $number } { $category } · { $place }，该再看看了
remind-danger-street = 【危险】{ $number } { $category } · { $place }：20分钟没有人应。社区的值班电话：
button-appoint = 定个人
button-answer-myself = 我来回
late-respond = { $number } 我们晚了，对不起。说好{ $by }前回您，没做到。
late-resolve = { $number } 我们晚了，对不起。{ $category }（{ $place }）该在{ $by }前办完，还没办好。
late-call = 已经报到社区负责人那里，着急就打：
remind-check = { $number } { $category } · { $place }：处理得怎么样了？没有危险了就办结，人手不够就转派。
remind-item-check = { $number } { $category } · { $place }，处理得怎么样了？
danger-unanswered = { $waited }了，还没有人应。离得近的请点[我在处理]。
danger-head = { $waited }了，值班的没有人应，所以找您。请您点[我在处理]，或者打电话叫人。
