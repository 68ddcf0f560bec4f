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
