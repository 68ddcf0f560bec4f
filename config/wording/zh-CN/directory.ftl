# 谁管哪儿、找谁。改字就改这里；等号左边不要动，花括号里的是会变的内容，两种语言要一样。

## 一般由谁办；没有物业的楼

standing-open-whose = { $by }前要回话，一般由{ $whose }办
no-company = 这栋楼没有物业，由社区来办。

## 找谁：一栋楼、一个网格、整个社区

directory-of = { $place }
directory-all = { $place }，有事打这些电话：
directory-officer = 网格员{ $name }
    { $number }
directory-officer-only = 网格员{ $name }
directory-no-company = 这栋楼没有物业，归社区管。
directory-now = 现在值班：{ $who }
directory-later = 现在没人值班，{ $at }有人。急事打值班电话。
directory-unknown = 没找到“{ $text }”，先看全社区的：
directory-which = 想看哪栋楼的，说“电话 3号楼”，或者点一下：
