"""Words that show what a message is doing: naming a fault, asking for help, or just chatting.

The words for what it is about are in config/categories.toml, since every community has its own; how
people complain, thank and advertise hardly differs.  How they are weighed: domain/understanding/classification.py.
"""

import re
from enum import Enum


class Cue(Enum):
    """What a word hints at."""

    FAULT = "something is broken, missing, or a nuisance"
    REQUEST = "somebody should do something"
    DONE = "it is over"
    THANKS = "thanks and praise"
    TRADE = "buying, selling, group orders"
    NOTICE = "an announcement, not a complaint"
    NEIGHBOURS = "a question to the neighbours"
    CHAT = "private life, jokes, the weather"
    ELSEWHERE = "news from somewhere else"


# A line holds words of one kind, separated by spaces; English phrases are separated by " / ".
_CHINESE = {
    Cue.FAULT: """
        坏了 坏掉 坏的 坏着 又坏 都坏 老坏 全坏 常坏 损坏 破损 故障 失灵 不亮 不转 不动 不工作 不能用 用不了
        没法用 不好使 没反应 死机 黑屏 灭了 全灭 不灵 停水 停电 停气 停暖 断水 断电 断气 没水 没电 没气 没网
        没信号 没暖 不热 冰凉 跳闸 短路 漏水 渗水 漏电 漏气 漏雨 漏油 在漏 漏了 又漏 滴水 往下滴 一直滴 渗漏
        堵了 堵塞 堵住 堵死 堵着 又堵 被堵 堵得 堵门 堵在 塌了 塌陷 塌方 塌下 下沉 沉降 开裂 裂了 裂缝 裂开
        破了 碎了 碎玻璃 断了 断裂 掉了 掉下 脱落 要掉 快掉 松动 松了 晃 歪了 倒了 倒伏 生锈 锈 烂了 压烂
        积水 淹 冒水 冒烟 返水 反水 倒灌 溢 喷水 臭 恶臭 异味 怪味 气味 味道 味儿 刺鼻 难闻 熏 呛 扰民 吵死
        太吵 很吵 吵得 吵醒 吵闹 噪音 噪声 震得 油烟 没人管 没人修 没人处理 没人清 没人扫 没人来 没人理
        没人应 没人打扫 没人收 没有人管 不管不问 不管 不处理 不修 不作为 不维修 不解决 不理 乱停 乱放 乱扔
        乱堆 乱丢 乱搭 乱拉 乱收 乱窜 占用 占道 占了 占着 被占 霸占 堆满 堆了 堆在 堆成 被撞 被偷 偷了 被盗
        小偷 盗窃 打不开 打不着 关不上 关不严 关不了 进不去 出不来 出不去 刷不了 刷不开 刷不上 扫不上 扫不了
        充不上 充不进 充不了 插不上 插不进 上不来 上不去 下不去 下不来 停不了 过不去 走不了 接不通 打不通
        忽明忽暗 一闪一闪 太暗 漆黑 黑咕隆咚 黑灯瞎火 黑漆漆 看不见 看不清 没有路灯 没路灯 没灯 没有灯 坑洼
        坑坑 大坑 有个坑 有坑 到处是坑 不平 翘起 翘了 起皮 鼓包 异响 怪响 响个 一直响 卡住 卡了 卡在 卡顿
        停运 停了 停用 打火 火花 裸露 外露 露着 露出 垂下 耷拉 缺失 缺了 不见了 没了 没盖 没有盖 枯死 死了
        蚊子 老鼠 蟑螂 白蚁 虫子 满溢 溢出 没收 脏 恶心 危险 隐患 太小 太慢 太差 太少 太乱 差劲 不够 不足
        不合理 不科学 不规范 违规 违法 违章 违建 私搭 私自 擅自 非法 搭建 群租 拥堵 冻坏 冻裂 爆了 爆管 爆裂
        飞线 咬 扑人 不拴 不牵 没拴 没牵 狗屎 高空抛物 往下扔 扔烟头 偷排 扬尘 污染 焚烧 困难 受不了 没法睡
        睡不着 没法过 没法走 影响 严重 差点 摔 绊 崴 砸 被困 着火 起火 触电 救命 受伤 塞车 逼退 拖欠 欠薪
        诈骗 被骗 骗 投诉无门 推诿 踢皮球 拖了 拖延 迟迟 一直没 还没 仍未 至今 反复 经常坏 总是 老是 天天
        发黄 浑浊 水小 压力低 不出水 不制冷 不凉 失踪 老化 腐蚀 掉皮 发霉 受潮 噪杂 嘈杂 超速 逆行 挡住 挡着
        挡道 挡路 遮挡 遮光 吞 扣费 多扣 乱扣 涨价 吃不上 太臭 太脏 太危险 太黑 太响 太挤 脏乱 停摆 罢工
        是黄 是红 是黑 是浑 有味 有虫 有沙 有铁锈 有老鼠 有蟑螂 有蛇 有只 有窝 报废 失效 不准 不响 不停 不了
        没清 没拖 没打扫 叮得 断头 质疑 违停 僵尸车 小广告 一股 乱叫 狂叫 叫个不停 流浪狗 无照 私拉 翻车
        撞了 撞歪 撞坏 划了 砸坏 踢坏 弄坏 锁死 锁着 锁住 生虫 马蜂窝 半夜 凌晨 吓死 没人 过期 按不 没地方
        随便进 圈起来 圈了 搭了 搭个 一直掉 老掉 掉渣 乱得 露在 黑的 冷死 冻死 缺 一滴 冒粪 漏到 漏进 泡烂
        泡了 乱七八糟 没个说法 没说法 没动过 咣当 哐哐 咯吱 吱吱 嗡嗡 轰轰 空转 断网 发臭 熏人 招虫 招苍蝇
        划到 夹到 夹手 扎 绊倒 滑倒 摔倒 摔跤 不安全 太吓人 追着 拉屎 屎 没牵绳 不牵绳 没消 乱涂 乱画 乱贴
        贴满 占满 停满 排队 涨了 多收 霉 返味 反味 烟味 抽烟 吸烟 酒瓶 吵架 打架 敲门 可疑 鬼鬼祟祟 陌生人
        翻墙 撬 丢了 少了 没法 往外扩 改成 不对 翻倍 撕了 撕掉 就断 飞快 满地 不给 该修 该剪 没装 缺个 全是
        都是灰 多久没 好久没 一长串 往外冒 冒火 不出来 太久 烧纸 烧树叶 搭彩钢 嚎 跑跳 又没 又是 又搭 又响
        又有人 对着我 违反 无人 没水带 没有水 坏 太闷 闪烁 老闪 打雷一样 全黑 都黑 屏幕黑 推上楼 尿骚 撒尿
        都满 太满 没来清 没来收 没来修 半年没 泡水 几个月
    """,
    Cue.REQUEST: """
        希望 请求 要求 建议 提议 反映 投诉 举报 咨询 麻烦 能不能 可不可以 可否 能否 尽快 赶紧 赶快 快来 快派
        派人 来人 来个人 来修 修一下 修一修 修修 报修 维修 处理一下 处理下 解决 整改 整治 清理一下 清理下
        管一管 管管 管一下 关注 落实 上报 求助 盼 呼吁 恳请 请尽 请相关 请有关 请帮 请派 请社区 请物业
        请安排 请管 请核实 安排人 安排一下 看一下 来看看 看看 查一下 通一下 换一下 换个 加装 增设 装个
        装一个 多装 规范 取缔 严查 关闭 制止 协调 催一下 怎么办 找谁 谁管 谁来管 有没有人管 有人管吗 有人管
        该管 报一下 反馈 反应一下 什么时候能 何时 要说法 给个说法 给个准话 修剪下 剪一下 剪剪 统一 组织 安排
        希望能 有个建议 想问一下 支持 开通 恢复一下 打药 如何 为什么 为啥 怎么还 怎么又 怎么回事 怎么没
        什么情况 请问 物业 社区 网格员 师傅 领导 书记 部门 关于 问题 能修 补一下 拆除 清走 拖走 挪走 挪一下
        清运 疏通 救援
    """,
    Cue.DONE: """
        修好了 修好啦 已修好 已经修好 换好了 弄好了 搞定了 解决了 已解决 处理好了 处理完了 处理了 亮了
        又亮了 来电了 来水了 来暖了 恢复了 已恢复 恢复正常 正常了 水通了 路通了 疏通了 打通了 清理干净了
        没事了 好了 不漏了 不堵了 效率可以 效率高 效率真
    """,
    Cue.THANKS: """
        谢谢 感谢 多谢 谢啦 谢了 辛苦了 辛苦啦 点赞 给力 表扬 厉害了 真不错 挺好 不错 太棒 好评 靠谱 赞一个
        漂亮 好看 可爱 真好 真亮 真美 太美 好美 真快 好快 挺快 挺帅 很帅 棒 真干净 开心 喜欢 终于
    """,
    Cue.TRADE: """
        转让 出售 低价出 便宜出 出租 求租 招租 求购 收购 拼单 拼车 团购 接龙 优惠 打折 特价 回收 代购 包邮
        招聘 招生 招新 促销 秒杀 二手 闲置 月租 租金 红包 砍一刀 帮砍 投个票 帮忙投票 助力 点个链接 扫码进群
        加微信 加我 私聊 私我 有意者 有需要的 需要的 自提 到货 现货 新鲜 上门服务 一斤 元一 块一 元/ 块钱一
        原价 全新 九成新 免费送 免费领 报名 体验课 代收 顺风车 开团 下单 高价 预订 预定 试听 钟点工 月嫂
        家教 房源 急售 急租 免费赠
    """,
    Cue.NOTICE: """
        【通知】 通知: 通知】 公告 温馨提示 温馨提醒 友情提示 提醒大家 尊敬的 各位业主 各位居民 各位邻居
        各位住户 各位家长 亲爱的 请大家 请各位 请各户 请居民 请业主 请住户 将于 将在 将进行 敬请谅解 敬请
        请知悉 请收到 收到请回复 停水通知 停电通知 发通知 通知了 停水检修 停电检修 检修通知 计划停 检修期间
        特此 届时 望周知 请相互转告 请互相转告 请做好 请提前 请勿 不便之处 带来不便 今晚开会 年检 例行 演练
        演习 欢迎参加 义卖 进行检修 进行维护 进行清洗 进行消毒 活动预告 转发 转:
    """,
    Cue.NEIGHBOURS: """
        谁家有 谁有 谁知道 谁认识 谁能借 谁要 谁会 哪位 有没有人 有人要 有人去 有人知道 有人一起 有谁
        大家知道 大家有 大家觉得 大家都 求推荐 推荐一下 推荐个 推荐一个 有推荐 借一下 借用 借个 借我 捡到
        谁丢 谁的 谁落 谁看到 寻物 寻猫 寻狗 失物 丢了一 丢了个 谁捡 看到请 联系我 哪里有 哪里办 去哪里办
        去哪办 在哪里办 哪里买 哪儿买 哪家 多少钱 几点 几号 怎么走 怎么办理 电话多少 号码多少 号码是 电话是
        一起吗 怎么收费 好吃吗 靠谱吗 有同 是不是只有我 怎么卖 几楼的 有卖 能带 @
    """,
    Cue.CHAT: """
        哈哈 嘻嘻 嘿嘿 呵呵 嘿 笑死 吃饭 吃啥 吃什么 吃了 好吃 火锅 奶茶 下班 上班 加班 回家 路上堵 晚点到
        到了 手机 充电宝 电影 电视 追剧 游戏 作业 老公 老婆 宝贝 亲爱 想你 爱你 晚安 早安 早上好 中午好
        晚上好 大家好 新年 快乐 恭喜 生日 天气 下雪了 好热 好冷 今天好 周末去 去哪 旅游 睡觉 睡了 起床
        起来了 寝室 宿舍 我妈 我爸 同学 朋友 同事 老板 考试 逛街 好听 路上 集合 放风筝 爬山 散步 跑步 荷花
        搭子 电影院 哦 嗯 呗 呀 嘛 啦 亲 姐妹 帅哥 美女 [图片] [表情] [呲牙] [偷笑] 要命 离谱 发短信 短信
        雨停了 微信 qq 聊天 表情 明天见 再见 拜拜 过年 中秋 国庆 孩子作业 家长会 球赛 比赛 咱俩 姐夫 大姐
        小区真 群主 周末 电话你 跟你说 嗓子 三缺一 一天 真爱 梦见
    """,
    Cue.ELSEWHERE: """
        听说 据说 新闻 抖音 快手 朋友圈 网上 网传 剧里 这部剧 场面 公司电梯 公司停 公司门口 单位停 单位电梯
        视频里 看到一个 别的小区 对面小区 隔壁小区 他们小区 她们小区 人家小区 她们那边 他们那边 那边小区
        我妈家 老家 单位 公司楼 我们公司 我们学校 外地 国外 12345说 他们说 问过12345 专家
    """,
}
_ENGLISH = {
    Cue.FAULT: """
        broken / broke / not working / doesn't work / does not work / doesn't / does not / don't work
        didn't / won't / can't / isn't working / stopped working / out of order / won't open / won't close
        won't start / won't charge / won't stop / won't turn / leaking / leak / leaks / dripping / flooded
        flooding / flood / clogged / blocked / blocking / blocks / backed up / backing up / overflowing
        overflow / overflows / cracked / crack / cracking / collapsed / collapse / collapsing / sinking
        missing / damaged / damage / stuck / stops / dead / smell / smells / stink / stinks / smelly
        stench / foul / dirty / filthy / noise / noisy / loud / barking / dark / flickering / is out
        are out / lights out / light out / no light / no water / no power / no heat / no gas
        no electricity / no hot water / no pressure / no water pressure / power cut / outage / went out
        gone out / dangerous / danger / hazard / unsafe / not safe / safety / broken into / stolen / theft
        illegal / illegally / abandoned / dumped / dumping / dump / trash / garbage / rubbish / litter
        debris / graffiti / vandal / pothole / sinkhole / overgrown / fallen / fell / falling / hanging
        loose / rusty / rust / peeling / tripped / tripping / hole / uneven / parked / speeding / burning
        smoke / fire / sparks / sparking / exposed / knocked down / sign down / is down / are down / down
        not been picked up / not picked up / not collected / missed / was not / has not been / have not been
        hasn't been / never / nobody / no one / still no / still not / keeps / keep / constantly
        every night / all night / for weeks / for days / for months / days now / weeks now / months
        terrible / awful / unacceptable / horrible / disgusting / rats / roaches / cockroaches / mosquitoes
        pest / derelict / inoperable / dying / trapped / attacked / bitten / bit / off leash / poop
        too fast / too low / too dark / too loud / needs / burnt out / burned out / wobbly / wobbling
        jammed / faulty / tilting / leaning / scratched / cold / freezing / complaint / issue / problem
        mold / mould / damp / rotten / weeds / tall grass / raw sewage / sewage / worse / accidents
        running out / polluted / pollution / overcharged / shaking / flashing / off all / keeps us
        can't sleep / cannot / can't get / unable to / not on / does not stay / doesn't stay
        cracked screen / broken screen / blown / burst / spill / standing water / stray / encampment
        throwing / is brown / brown / yellow / growing / without a permit / without permit / no permit
        snapped / fumes / knee high / charges his / charging in / charging her / unpleasant / stain / mess
        messy / rude / raising / fees / swarm / infested / nest / bees / wasps / screaming / shouting
        barks / unlit / icy / slippery / deep / waste / muddy / laying / lying on / sitting there
        in the road / in the lane / in the roadway / obstructing / flat tires / expired / no tags / piled
        pile / wobbles / squeaks / rattles / unlocked / bit a / chased / fight / smoking / drunk / needles
        poles / tilted / sags / sagging / low water
    """,
    Cue.REQUEST: """
        please / please fix / pls / can someone / could someone / can you / could you / send someone
        someone come / needs to be / need to be / needs repair / needs fixing / need repair / needs a / fix
        repair / replace / remove / clean up / trim / investigate / report / reporting / request
        requesting / complain / complaint / would like / suggest / suggestion / propose / should be
        should have / why is / why are / when will / how long / asap / urgent / help / management / property
        maintenance / who do i / who should / install / look into / could we / consider / it would be
        why does / why do / we need / we want / take care / check / city / pick up
    """,
    Cue.DONE: """
        fixed now / been fixed / is fixed / works now / working now / working again / is back / are back
        back on / all good / sorted / resolved / never mind / solved
    """,
    Cue.THANKS: """
        thank you / thanks / thx / great / love / lovely / nice / beautiful / great job / well done
        appreciate / good job / nice work / kudos / cheers / ty
    """,
    Cue.TRADE: """
        for sale / selling / sell / moving sale / garage sale / for rent / rent out / giveaway / giving away
        give away / free to / brand new / dm me / pm me / discount / promo / coupon / group buy / hiring
        wanted / price / usd / per month / looking for a / sublet / second hand / secondhand / order now
        interested / pick up only / babysitter / tutor / yard sale
    """,
    Cue.NOTICE: """
        reminder / notice / announcement / dear residents / dear neighbours / dear neighbors / dear all
        please be informed / please note / will be shut / will be closed / scheduled maintenance / we will
        will be held / residents meeting / be advised / join us
    """,
    Cue.NEIGHBOURS: """
        anyone / anybody / does anyone / has anyone / who has / what time / how much / where can / where is
        do you know / recommend / recommendation / borrow / lend / lost my / found a / lost cat / is the
        open today / which / whose / staying / did you / have you / are you / do you / you all / u all
    """,
    Cue.CHAT: """
        running late / want to / wants to / basketball / party was / haha / hahaha / lol / lmao / ok / okay
        lor / lah / dear / dinner / lunch / breakfast / tonight / see you / cya / good night / goodnight
        good morning / happy / birthday / love / miss you / movie / game / match / class / exam / tutorial
        sms / text me / call me / call you / email / emailed / meet / sorry / yeah / yes / nope / bro / dude
        babe / :) / :d / homework / weekend / party tonight / sleep soon / watch / train / my phone
        macbook / laptop / phone / sleepy / gonna / wanna / u / ur / n / later / i'm / im / reach / she / he
        congrats / welcome / weather
    """,
    Cue.ELSEWHERE: """
        i heard / on the news / in the news / my office / at work / my friend / other compound
        in another city / on tv / my parents / my mom's
    """,
}

WORDS: dict[str, Cue] = {
    word.strip(): cue
    for table, separator in ((_CHINESE, " "), (_ENGLISH, "/"))
    for cue, words in table.items()
    for word in (words.split() if separator == " " else " ".join(words.replace("\n", " / ").split()).split(separator))
    if word.strip()
}

# Failing in ways that no list of words can hold: 按不亮, 冲不了; and for how long already.
FAILING = (
    re.compile(
        "(?<![忍对了来差舍想])[一-鿿]不(?:亮|开|了(?!解)|上|动|出|下|着|通|响|转|热|走|灵|严|平|稳|牢|干净|回来)"
    ),
    re.compile("(?:[\\d一二两三四五六七八九十半几多]|好几)个?(?:多?小时|次|回|天|周|星期|月|多月|年)[没都了还]"),
    re.compile(
        r"(?:for|since|past|last|over) (?:\w+ )?(?:\d+|a|two|three|four|several|many|few)? ?"
        r"(?:hour|day|week|month|year)s?\b"
    ),
)

# What makes a report urgent, by the category it must be about; "" holds for all.
URGENT: dict[str, str] = {
    "water_supply": (
        "停水|没水|断水|没有水|一滴水?|不出水|爆管|爆裂|爆了|喷|冻坏|冻裂|no water|without water"
        "|water (is |has been )?(off|out|cut)|burst|main break|gushing|running water"
    ),
    "electricity": (
        "停电|(?<![机锁表器车])没电|断电|没有电|跳闸|全黑|黑了|漏电|触电|火花|打火|短路|裸露|外露|露|垂"
        "|断了|电线.{0,6}掉|no (power|electricity)|outage|blackout|power.{0,12}(out|off|gone|cut)"
        "|lost power|without power|spark|exposed|wires? .{0,10}(down|hanging)"
    ),
    "gas": "停气|没气|断气|漏|味|no gas|leak|smell",
    "heating": (
        "不热|没暖|停暖|冰凉|不供暖|没有暖气|暖气.{0,6}(没|停|坏|漏|凉)|漏水|冻|no heat"
        "|heat(ing)?.{0,15}(off|out|not|broken|cold)|without heat|freezing|cold"
    ),
    "elevator": (
        "按不|坏|停|卡|不动|困|故障|响|抖|晃|失灵|坠|夹|黑|关不|打不开|乱跳|不走|没反应|隐患|不平层|罢工"
        "|broken|stuck|not working|out of|stops|stopped|stopping|won't|doesn't|jerk|shak|noise|fault|down"
        "|trapped|drop"
    ),
    "drainage": (
        "污水.{0,6}(冒|溢|漫|满|流)|粪水?.{0,4}(冒|溢)|冒粪|返水|反水|倒灌|外溢|溢出|往外冒|冒出|漫|臭水"
        "|sewage|backing up|backed up|backflow|overflow"
    ),
    "fire_safety": (
        "通道|堵|占|充电|飞线|上楼|电梯|楼道|隐患|坏|没水|过期|锁|fire lane|blocked|blocking|charging"
        "|locked|hallway|corridor|stairwell|exit|hazard|expired"
    ),
    "manhole": "缺|没|坏|破|裂|松|翘|塌|掉|丢|断|凸|陷|missing|broken|loose|collapsed|cracked|open|hole|sunk",
    "pets": "咬|扑|追|伤|恶犬|烈性|bit|bite|bitten|attack|chas|aggressive|lunge",
    "traffic": (
        "(红绿灯|信号灯).{0,8}(不亮|坏|灭|失灵|故障|黑|闪)|砸到"
        "|(signal|traffic light|red light)s?.{0,20}(out|not working|dark|flashing|broken|down)"
        "|flashing red|stop sign.{0,12}(down|missing|gone)|accidents"
    ),
    "road": "塌陷|塌方|塌了|地陷|深坑|大坑|摔(了|伤|倒)|sinkhole|collapsed|deep|fell|injured|in the road",
    "building": (
        "要掉|快掉|脱落|掉下|倒塌|危房|沉降|松动|砸|坠|鼓包|玻璃.{0,4}(碎|掉|裂)|falling|fell|collaps"
        "|about to fall|coming loose|loose"
    ),
    "greenery": (
        "倒了|倒在|要倒|快倒|断了|砸|压到|压住|fallen|fell|in the road|roadway|blocking the road|on a car"
        "|about to fall|power line"
    ),
    "security": (
        "撬|闯|持刀|威胁|打架|打人|高空抛物|往下扔|扔烟头|砸|尾随|可疑|break|broke into|weapon|knife"
        "|threat|assault|fight|throwing"
    ),
    "facilities": "钉子|尖|砸|摔伤|伤到|露着|nail|sharp|injur|hurt|fell|snapped|collapsed",
    "light": "漏电|电线.{0,4}(露|垂|掉)|灯杆.{0,4}(倒|歪|砸)|exposed|pole.{0,12}(down|leaning|fell)",
    "charger": "漏电|冒烟|打火|火花|烧|烫|糊|spark|smok|burn|hot|shock",
    "": (
        "安全隐患|快掉下?来?了|要掉下来|眼看要|生命危险|快要?砸|砸到人|紧急|危及|漏电|safety hazard"
        "|emergency|urgent|very dangerous|life[- ]threatening"
    ),
}
