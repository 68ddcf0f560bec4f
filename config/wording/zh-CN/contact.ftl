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

## 留电话

button-leave = 留电话
button-leave-private = 私聊里留
button-no-contact = 不用，在这里回我
button-erase-contact = 删掉
button-reach = 联系方式
ask-contact = { $number } 留个电话，或者什么时候方便，写一句；只有来办的人看得到，办完7天就删。
contact-here = { $number } 好，在这里回您。
contact-left = { $number } 记下了，只有来办的人看得到，办完7天就删：
contact-gone = { $number } 您留的联系方式删掉了。
contact-away = { $number } 联系方式收起来了。
contact-erased = 删掉了
contact-none = 住户没留联系方式
contact-take-first = 先接单，接了才看得到
contact-asked-in-private = 在私聊里问您了，这里邻居都看得到
contact-in-private = { $number } 这里邻居都看得到，请私聊我留。
contact-of = { $number } { $category } · { $place }，住户留的联系方式：
contact-seen = { $number } 住户留的：
    { $contact }
alert-contact = 住户留了联系方式
