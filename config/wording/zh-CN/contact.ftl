# 留电话、留时间，先处置。

contact-kept = （电话已留）

## 先处置

button-secure = 已先处置
ask-secure = { $number } { $category }：先做了什么，后面怎么办？写一句，可以带照片。住户会看到，别写门牌。
ask-secure-too = { $number } 照片收到了。再写一句：先做了什么，后面怎么办？
secured-here = { $number } 记下了，这件接着办。1分钟以后告诉住户，写错了就撤销。
answer-secure = 记下了，1分钟内可以撤销
alert-secured = 已先处置：“{ $text }”
card-secured = 先处理过了，还没完
progress-secured = { $who }先处理过了，还没完；{ $coming }。
progress-secured-open = 先处理过了，还没完。
told-secured = { $number } 先处理了一下：{ $text }。这件没完，接着办。
group-secured = { $number } { $category } · { $place }：先处理过了，还没完，接着办。
