"""What sounds like danger and is none, and what must never be missed: written by hand, nothing learned from it.

Missing one is worse than a false alarm: when a veto is added, both lists have to stay true.
"""

import pytest

from tests.domain.test_classification import CLASSIFIER, SAMPLE, understand

NONE_ZH = """\
没有着火,是邻居在烧菜
今天下午三点消防演习,请大家参加
周六消防演练,警报响是正常的
晚上去吃火锅吗
今晚吃火锅,屋里全是烟
5号楼着火是假的,别传了
说起火的消息是谣言
三栋电梯坏了不动了,没有人困住
电梯停了,里面没人
电梯卡在五楼,没人被困
楼下新开的火锅店排队好长
火锅底料在哪买
重庆老火锅味道太冲了
孩子火气大,老上火
他正在气头上火冒三丈
心里窝火
今天生意火爆
这部剧最近很火
谁有灭火器过期了要换
灭火器该年检了
消防栓的门坏了
烟感报警器没电了一直滴滴响
消防通道堆了杂物
楼道里堆纸箱,万一着火怎么办
飞线充电容易着火
担心电动车充电着火
上周三号楼着火的事处理完了吗
去年那次着火以后装了喷淋
着火那家昨天已经搬走了
火灾保险怎么买
求推荐打火机
炒菜油烟太大
楼下烧烤摊油烟熏人
谁家在烧纸,味道大
没闻到煤气味
煤气费怎么交
煤气灶打不着火了
燃气公司明天来安检
燃气表要换电池
请大家注意燃气安全
漏电保护器老跳闸
电费涨了
手机触电子屏没反应
没电了,充电宝谁有
电梯不停靠三楼
电梯里的广告太吵
电梯年检合格证过期了
上次被困电梯半小时,物业要给说法
电梯老困人,该换了
怕孩子被困在电梯里
井盖响,一过车就咣当
井盖已经盖好了,谢谢
外墙要重新刷漆
外墙瓷砖好像松了,怕掉下来
树枝太低该修剪
水管有点滴水
水龙头漏水
下大雨车库会不会被淹
今天停水到几点
两只猫打架吵死了
孩子们在楼下打闹
打折促销最后一天
打牌三缺一
抢红包了
跳楼价大甩卖
热得我要晕倒了
救命啊作业写不完了
救命,这个蛋糕太好吃了
笑到窒息
求急救包链接
明天社区急救知识讲座
电影里那段爆炸太假了
演唱会气氛爆炸
游戏里被人砍死了
火车票抢到了吗
萤火虫真好看
今天有焰火晚会
烟花爆竹禁放通知
谁家火腿肠丢了
火龙果团购接龙
股市着火了一样红
群里有人能借打气筒吗,车胎爆了
爆米花机坏了
爆胎了,哪里能补
老人证怎么办
家里停电了,是跳闸
没有人要跳楼,是消防在演练
反家暴宣传活动周六举行
想死你们了
热得想死
又不是要自杀,就是想请个假
我妈打我电话没接到
蚊子快把我咬死了
楼上打孩子作业吵得很
""".splitlines()

NONE_EN = """\
no fire, just someone cooking
fire drill today at 3 pm
there will be a fire drill tomorrow
hot pot tonight?
the new hotpot place has a long queue
this song is fire
he got fired last week
the fire extinguisher is out of date
the fire door does not close
fire lane is blocked by a van
the smoke detector beeps, battery low
someone is smoking in the stairwell
barbecue smoke from the balcony below
worried that the e-bike charging causes a fire
if there is a fire nobody gets out, too many boxes
last year's fire was at building 5
the fire last week was put out quickly
fireworks on Saturday?
campfire songs evening
I am burning out at work
no smell of gas here
gas bill is too high this month
the gas man comes tomorrow to read the meter
gas stove does not light, battery?
my phone is dead, no power left
the breaker keeps tripping
power bill doubled
lift skips the third floor
the lift advertisement is too loud
I was stuck in the lift last month for an hour
lift often gets stuck, replace it
lift in building 7 is stuck, nobody is inside
lift stopped, no one trapped
manhole cover rattles when cars pass
the manhole cover has been replaced, thanks
the facade will be painted
branch is hanging low, please prune
tap is dripping
will the garage flood when it rains
two dogs fighting again
kids shooting hoops at night
prices are going to jump
I nearly had a heart attack when I saw the rent
help me carry a sofa please
I am dying of laughter
that movie explosion looked fake
the party was a blast
the deal is a steal, robbery prices
someone killed my vibe lol
she killed it on stage
first aid course on Sunday
free pizza to die for
no one was hurt in the accident yesterday
the wall needs paint
boiler is cold
water is off until 5?
I was just about to jump in the shower when the water stopped
my son beat me at chess
suicide prevention lecture on Friday
the plants want to die in this heat
death by a thousand leaflets
the rent will kill me
""".splitlines()

DANGER_ZH = """\
着火了着火了
3号楼冒黑烟
厨房起火了快来人
楼道里有明火
电动车充电冒烟了
好大的烟,呛得睁不开眼
烧起来了
没有演习,真的着火了
这不是演习,5号楼着火了
不是开玩笑,真着火了
家里煤气味很重
闻到一股煤气味,头晕
燃气泄漏了
煤气漏了
楼道里全是煤气味
天然气泄漏,快来
煤气中毒了,人叫不醒
电线掉下来冒火花
有人触电了
充电桩漏电,麻了一下
配电箱打火
电线断了耷拉在地上
我被困电梯里了
电梯困人
电梯门打不开,里面有人
孩子卡在电梯里了
电梯停了,有没有人困住不知道,里面有人在拍门
电梯卡住了,没有人来,我妈还困在里面
煮火锅的锅起火了,屋里全是烟
不是假的,真着火了
电梯突然往下掉
井盖没了,有人差点掉进去
井盖被偷了
小孩掉井里了
老人掉进下水井
外墙砖掉下来砸到人
玻璃从楼上掉下来
楼上扔砖头
树倒了压着人了
围墙塌了
广告牌掉下来了
水管爆了
车库被淹了
水漫进配电室
有人持刀
门口有人打起来了
有人砍人
被人抢劫了
有人撬我家门
有人晕倒了
大爷倒在地上叫不醒
老人摔倒流了很多血
没有呼吸了
孩子溺水了
快叫救护车
我妈心脏病犯了
噎住了喘不上气
我不想活了
他要跳楼
她割腕了
我老公打我
想自杀
火烧到二楼了
三号楼失火
灶台着了
电瓶车炸了
锅炉房爆炸
楼下垃圾桶着了
有股烧焦味,插座冒烟
保安被打倒在地
老太太从楼梯上滚下来不动了
电梯夹住孩子的手了
樓道著火了
煤氣洩漏
有人要跳楼,在天台上
活着真没意思,想一死了之
邻居扬言要杀我全家
爸爸打妈妈,求救
有人往下跳了
我想死
有人落水了
车库里有人被车撞了
""".splitlines()

DANGER_EN = """\
fire! fire!
the kitchen is on fire
black smoke from building 3
this is not a drill, there is a fire
flames in the stairwell
an e-bike is burning in the hall
strong smell of gas
gas leak in the basement
I smell gas
live wire on the ground
sparks from the fuse box
my son got an electric shock
stuck in the lift
someone is trapped in the elevator
the lift dropped two floors
lift stuck in building 7, my mum is inside
elevator stopped between floors and my kids are still in it
manhole cover missing
a kid fell into the manhole
bricks falling from the facade
a tree fell on a person
someone threw a bottle from the window
the wall collapsed on the path
pipe burst, water everywhere
garage is flooding
a man with a knife
someone is breaking in
they are fighting outside right now
I was robbed in the garage
a woman is screaming for help
my neighbour collapsed
an old man is unconscious
she is not breathing
call an ambulance
a child is drowning
he is bleeding badly
my father has a heart attack
I want to die
I don't want to be here anymore
he is going to jump off the roof
she is cutting herself
my husband beats me
my dad hits my mom
he threatened to kill us
I am going to kill myself
suicidal neighbour, please help
carbon monoxide alarm is going off, people are dizzy
explosion in the boiler room
house is burning
my wife is choking
a kid is locked in a car
gunshots outside
""".splitlines()


@pytest.mark.parametrize("text", [*NONE_ZH, *NONE_EN])
def test_it_only_sounds_like_danger(text: str) -> None:
    assert understand(text).danger is None


@pytest.mark.parametrize("text", [*DANGER_ZH, *DANGER_EN])
def test_it_is_danger(text: str) -> None:
    assert understand(text).danger is not None


@pytest.mark.parametrize(
    "text",
    ["19栋楼顶坐着个女孩子,腿在外面,好像在哭", "there's a lad standing on the wrong side of the railing, he's crying"],
)
def test_despair_is_heard_in_words_that_no_list_has(text: str) -> None:
    found = CLASSIFIER.private(text)
    assert found is not None and found.code == "self_harm"
    assert CLASSIFIER.understand(text, SAMPLE).danger is None  # nobody but the head hears of a feeling
