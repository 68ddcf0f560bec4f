# 排班、值班、换班、交班。

shift-limited = { $shift }，只限{ $limits }
nobody-on-duty = 现在没有人值班，所以发给您。
directory-nobody = 值班的人还没排，有事打：

## 谁值班

duty-grids = { $grids }
duty-now = 现在：{ $shift }，{ $who }，到{ $until }
duty-nobody = 现在没有人值班
duty-next = 接下来：{ $shift }，{ $who }，{ $at }起
duty-person = { $name }（{ $trade }）
button-change-roster = 改排班

## 改排班

button-add-shift = 加一班
button-one-day = 只改一天
button-edit-shift = 改时间
button-drop-shift = 去掉这班
button-not-drop-shift = 不去掉
button-to-roster = 排人
shift-people = 谁值：{ $who }
shift-nobody = 还没有人值，点名字排上。
shift-nobody-then = 这天没有人值
shift-otherwise = { $day }：{ $who }
shift-otherwise-none = { $day }：没有人值
shift-one-day = { $name }，{ $day }，{ $since }—{ $until }
days-span = { $first }到{ $last }
only-that-day = 点名字只改这一班，别的日子不变。
day-weekday = { $day } { $weekday }
day-is-over = 那一班过去了。
ask-day = 改哪天？
ask-shift-line = 发一行给我：名字、几点到几点、哪几天。
    例：夜班 20:00-8:00 周一到周五
    不写哪几天就是天天；只管一个网格、只排一种师傅，也写在后面。
shift-line-unclear = 没看懂。名字和几点到几点都要有，像这样：
    夜班 20:00-8:00 周一到周五
    不改了就发“取消”。
shift-added = 加好了。{ $shift }
shift-changed = 改好了。{ $shift }
ask-drop-shift = 要去掉这班吗？去掉以后，这班就没有人值了。

## 交班

handover-change = 交班：{ $out }交给{ $into }（{ $who }）
handover-begin = 开始值班：{ $into }（{ $who }）
handover-end = { $out }到点了，接下来没有人值班
handover-now = 要交给下一班的：
handover-none = 没有要交的，都办好了。
handover-nobody = 没人接，{ $count }件：
handover-today = 答应了去还没办完，{ $count }件：
handover-mine = 我接的还没办完，{ $count }件：
handover-of = { $name }接的还没办完，{ $count }件：
handover-calls = 待告知，{ $count }件：
handover-item = { $number } { $category } · { $place }
handover-item-open = { $number } { $category } · { $place }，{ $by }前回话
handover-item-handed = { $number } { $category } · { $place }，转给{ $who }了，还没接，{ $by }前回话
handover-item-today = { $number } { $category } · { $place }，{ $who }去，{ $by }前办完
handover-item-taken = { $number } { $category } · { $place }，{ $by }前办完
handover-same = 另外{ $count }件跟上次交班时一样，发“交班”看全部。
handover-same-all = 还是上次交班时那{ $count }件，发“交班”看全部。
handover-remark = （{ $text }）

## 换班

button-swap = 换班
button-swap-off = 不问了
button-swap-yes = 行
button-swap-no = 不行
swap-turn = { $day } { $shift }
swap-which = 想换哪一班？
swap-none = 您这七天里没有要值的班。
swap-whom = { $day } { $shift }，请谁来值？
swap-nobody = { $day } { $shift }，没有人能替：有的那时也有班，有的不管这几格。
swap-already = { $day } { $shift }，已经问了{ $name }，等着回音。
swap-asked = 问了{ $name }：{ $day } { $shift }。
    有回音马上告诉您；上班前没答应，就还是您值。
swap-please = { $name }想请您替一班：{ $day } { $shift }，{ $since }—{ $until }。行吗？
swap-accepted = { $name }答应了，{ $day } { $shift }您不用来了。
swap-you-took = 好，{ $day } { $shift }由您来值，{ $name }不用来了。
swap-declined = { $name }来不了，{ $day } { $shift }还是您值。
swap-you-declined = 好，已经告诉{ $name }您来不了。
swap-taken-back = 好，不问{ $name }了，{ $day } { $shift }还是您值。
swap-not-needed = { $day } { $shift }，不用您替{ $name }了。
swap-overtaken = { $day } { $shift }的排班改过了，没有换成。
swap-unanswered = { $name }一直没回，{ $day } { $shift }还是您值。
swap-other-left = { $name }不在这里值班了，{ $day } { $shift }还是您值。
swap-news = 换班：{ $day } { $shift }，{ $asker }换成{ $other }
swap-write-first = 请先跟我私聊一句，换班在私聊里说
