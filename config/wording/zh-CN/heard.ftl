# 没听清、没找到的时候怎么说。改字就改这里；等号左边不要动，花括号里的是会变的内容，两种语言要一样。

ask-which-building = 没有单独的“{ $place }”，是哪一栋？
summary-unknown = 没找到“{ $place }”，楼号对吗？不对点[改地点]。
alert-unknown-building = 没有这栋楼？点[更多]改地点
not-understood = 没听懂。要报修，就说哪里坏了；要看事，发“待办”；不知道能做什么，发“帮助”。
not-understood-manager = 管人，发“人员”；请人，发“邀请”。
not-understood-volunteer = 没听懂。要报修，就说哪里坏了、在哪栋楼；不知道能做什么，发“帮助”。
erase-how = 要删您留的电话，点下面。您的资料都要删，发“忘记我”。
erase-none = 您没有留电话在这里。您的资料都要删，发“忘记我”。
button-erase-of = { $number } 删掉电话
