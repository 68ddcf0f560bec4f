"""Words that help to see where the name of a place begins and ends: kinds of words; a community has its own names.

What places are called after (菜市场, clubhouse), what stands beside a name (旁边, behind), the things that are broken
there (路灯, lamp) and what happens to them.  Each word stands in one list only.
"""

# what places are
SPOTS = """
    小区 社区 园区 村 村子 镇 乡 街道 大院 院子 院 新村 新城 花园 家园 公寓 大厦 山庄 花苑 嘉园 雅苑 名苑 苑 府
    邸 湾 郡 庭 轩 阁 居 里 坊 城 堡 岛 国际 华府 名都 公馆 豪庭 华庭 别墅 别墅区 宿舍 宿舍楼 家属院 家属楼
    职工楼 筒子楼 平房 老楼 安置房 安置区 拆迁区 公租房 廉租房 棚户区 城中村 老街 古镇 步行街 商业街 美食街
    小吃街 夜市 早市 集市 菜市场 菜场 农贸市场 市场 批发市场 建材市场 副食品市场 超市 便利店 小卖部 商场 商城
    购物中心 万达 商铺 底商 门面 门面房 店面 店铺 饭店 餐馆 餐厅 食堂 火锅店 烧烤店 烧烤摊 大排档 早餐店 早餐铺
    面馆 包子铺 奶茶店 咖啡馆 咖啡店 水果店 菜店 药店 药房 诊所 卫生院 卫生室 卫生站 医院 服务站 服务中心
    卫生服务中心 急诊楼 门诊楼 住院部 理发店 美容院 洗车店 修车铺 修理铺 汽修厂 棋牌室 麻将馆 网吧 酒吧 歌厅 ktv
    影院 电影院 健身房 宾馆 酒店 旅馆 民宿 浴室 澡堂 足浴店 洗浴中心 银行 邮局 派出所 警务室 消防站 法院
    政务大厅 办事大厅 行政服务中心 办公楼 写字楼 图书馆 博物馆 文化馆 文化宫 文体中心 青少年宫 体育馆 体育场
    体育中心 少年宫 展览馆 档案馆 学校 小学 中学 初中 高中 一中 二中 大学 学院 职校 技校 幼儿园 托儿所 托管班
    培训班 教学楼 图书室 活动室 活动中心 老年活动室 党群中心 党群服务中心 居委会 村委会 社区中心 邻里中心 物业
    物业中心 物业办公室 物业前台 售楼处 养老院 敬老院 疗养院 日间照料中心 教堂 寺 庙 祠堂 公墓 陵园 公园
    湿地公园 植物园 动物园 游乐园 游乐场 儿童乐园 乐园 绿道 绿地 绿化带 草坪 草地 花坛 小花园 中心花园 后花园
    树林 小树林 竹林 假山 凉亭 亭子 长廊 连廊 喷泉 喷泉池 水池 池塘 鱼塘 荷花池 人工湖 湖 河 河边 河道 河堤 河岸
    河沟 河滩 水渠 渠 沟 水库 水塘 大坝 堤坝 码头 沙滩 湖边 江边 海边 山坡 山脚 山上 后山 田 农田 地头 果园 大棚
    厂 工厂 工业园 工业区 产业园 科技园 软件园 园 基地 仓库 车间 工地 采石场 砖厂 砖瓦窑 养殖场 养猪场 屠宰场
    加工厂 印刷厂 化工厂 水泥厂 污水处理厂 自来水厂 水厂 电厂 垃圾场 填埋场 焚烧厂 垃圾站 垃圾房 垃圾点 垃圾亭
    垃圾投放点 投放点 回收站 中转站 垃圾中转站 公厕 厕所 卫生间 洗手间 加油站 加气站 充电站 充电桩棚 充电棚
    充电车棚 车棚 单车棚 电车棚 自行车棚 停车棚 停车场 停车位 停车库 车库 地库 地下车库 地下室 地下停车场 坡道
    车位 车站 汽车站 火车站 高铁站 客运站 地铁站 地铁口 公交站 公交站台 公交站牌 公交车站 站台 站 收费站 服务区
    驿站 快递站 快递柜 丰巢 丰巢柜 菜鸟驿站 快递驿站 储物间 杂物间 储藏室 水房 开水房 锅炉房 换热站 热力站
    供热站 泵房 水泵房 配电房 配电室 配电间 变电站 变电所 变压器房 机房 设备间 弱电间 弱电井 电表间 管道井
    水表井 消控室 消防控制室 监控室 值班室 门卫 门卫室 保安亭 保安室 岗亭 门岗 传达室 大门 北门 南门 东门 西门
    正门 后门 侧门 前门 单元门 门 门口 大门口 入口 出口 出入口 消防通道 消防通道口 安全出口 楼梯间 楼梯口 楼梯
    楼道 楼道口 走廊 走道 过道 通道 大厅 门厅 大堂 电梯厅 电梯口 电梯间 前室 天台 楼顶 屋顶 露台 平台 阳台 天井
    架空层 夹层 负一层 负一楼 一层 顶楼 地面层 外墙 围墙 广场 小广场 中心广场 篮球场 足球场 网球场 羽毛球场 球场
    操场 跑道 健身区 健身角 健身点 健身步道 步道 游泳池 泳池 儿童游乐区 儿童区 滑梯 沙坑 舞台 戏台 路 大道 大街
    街 胡同 巷 巷子 弄 弄堂 小路 小道 主干道 主路 辅路 环路 高速 高速路 公路 国道 省道 县道 乡道 村道 土路
    石板路 人行道 人行横道 斑马线 盲道 非机动车道 自行车道 机动车道 天桥 过街天桥 立交 立交桥 高架 高架桥 桥
    大桥 小桥 桥洞 桥头 涵洞 隧道 地道 地下通道 下穿 路口 岔路口 十字路口 丁字路口 三岔口 拐角 拐弯 转角 转盘
    环岛 匝道 路段 工业路 弯道 坡 村口 镇上 城区 老城 老城区 新区 开发区 高新区 片区 街区 管委会 住建局 城管局
    教育局 水务局 供电所 供电局 燃气公司 自来水公司 热力公司 车管所 社保局 社保大厅 不动产中心 营业厅 单元 栋 幢
    商贸城 风光带 安置小区 安置点 家属区 生活区 候车楼 候车室 大市场 美食城 汽配城 物流园 村民小组 屋场 厂区
    校区 院区 分院 大楼 号线 延长线 引桥 售楼部 步行桥 景区 风景区 体校 附小 附中 实验小学 中心小学 中专
    职业学院 高铁南站 货场 营地 大酒店 供销社 粮库 粮站 水利站 农科院 设计院 研究所 检察院 疾控中心 妇幼保健院
    中医院 人民医院 口腔医院 驾校 网咖 台球厅 酒楼 茶楼 咖啡厅 会所 首末站 公交首末站 客运中心 换乘站 闸口
    泄洪渠 灌渠 河面 荒地 空地 洼地 院坝 晒谷场 碎石场 搅拌站 加工点 作坊 豪苑 佳苑 华苑 御府 一号 壹号 雅居
    雅郡 名邸 名居 新天地 时代广场 城市广场 商业广场 商务中心 金融中心 号楼 座 楼 层 室 号院 排
"""
# which side of it is meant
SIDES = """
    门前 门外 旁边 旁 边上 边 楼下 楼前 楼后 东侧 西侧 南侧 北侧 左侧 右侧 两侧 外侧 内侧 里侧 东边 西边 南边
    北边 东面 西面 南面 北面 东头 西头 南头 北头 东山墙 西山墙 东北角 西北角 东南角 西南角 东角 西角 角落 附近
    对面 对过 周边 周围 四周 交叉口 拐角处 拐弯处 转角处 处 那边 这边 那里 那儿 那块 那块儿 这块 这里 这儿 那头
    里面 里头 中间 之间 中央 以上 以下 后面 后头 后边 前面 前头 前边 外面 外头 底下 下面 上面 沿线 一带 路边 内
    外 后 前 上 下 背后 背面 隔壁 斜对面 正对面 尽头 窗外 窗下 口 口子 往东 往西 往南 往北 至 到 和 与 交汇处
    交口
"""
# what is broken there: ends a place and is none
THINGS = """
    灯 路灯 楼道灯 声控灯 感应灯 景观灯 照明 照明灯 灯泡 灯杆 灯罩 灯箱 射灯 电梯 扶梯 直梯 货梯 梯 轿厢 按钮
    井盖 窨井盖 盖子 盖板 下水道 下水 污水 污水管 排水 排水沟 雨水口 雨水篦子 雨篦子 篦子 窨井 化粪池 马桶 地漏
    粪水 管道 水管 总管 立管 主管 水表 水龙头 阀门 总阀 自来水 水压 热水 水 水质 暖气 暖气片 地暖 供暖 供热 管网
    暖 燃气 天然气 煤气 煤气罐 煤气味 燃气味 气 气味 臭味 味道 味 异味 烟 油烟 浓烟 烟味 噪音 噪声 声音 音响
    喇叭 广场舞 装修 施工 电钻 空调 空调外机 外机 风机 电 电线 线 线缆 电缆 光缆 网线 电表 电表箱 配电箱 电箱
    变压器 变电箱 电线杆 电杆 插座 开关 充电桩 充电器 充电 桩 快充 电动车 电瓶车 自行车 共享单车 单车 摩托
    摩托车 车 车辆 轿车 面包车 货车 大货车 渣土车 僵尸车 三轮车 私家车 汽车 垃圾 垃圾桶 垃圾车 建筑垃圾 装修垃圾
    厨余 落叶 狗屎 狗粪 大便 油污 污渍 积水 水坑 坑 大坑 坑洼 洞 窟窿 裂缝 裂纹 路面 地面 地砖 地板 砖 瓷砖 石板
    台阶 减速带 护栏 栏杆 扶手 隔离墩 隔离栏 石墩 路桩 地锁 道闸 抬杆 闸机 门禁 门锁 锁 门把手 玻璃门 防火门
    铁门 大铁门 窗 窗户 玻璃 纱窗 墙皮 墙面 墙砖 外墙砖 外墙皮 保温层 天花板 吊顶 屋面 防水 雨棚 遮阳棚 广告牌
    招牌 牌子 指示牌 站牌 路牌 标线 标识 信号灯 红绿灯 摄像头 监控 探头 消防栓 灭火器 烟感 喷淋 消火栓 消防车
    消防器材 健身器材 器材 跑步机 秋千 长椅 椅子 凳子 桌子 座椅 石凳 树 大树 树枝 枯枝 树根 草 杂草 绿篱 灌木 花
    花草 虫 虫子 蚊子 蚊虫 老鼠 耗子 蟑螂 马蜂窝 蜂窝 白蚁 蛇 狗 大狗 流浪狗 流浪猫 猫 野狗 野猫 鸡 鸽子 小偷 贼
    醉汉 保安 物业费 停车费 水费 电费 暖气费 摊贩 小贩 商贩 烧烤 地摊 小广告 违建 彩钢房 彩钢瓦 铁皮房 阳光房
    工人 老人 孩子 小孩 行人 住户 居民 业主 司机 老板 学生 有人 一个人 大爷 大妈 快递 外卖 包裹 村民 业委会
    业主委员会 开发商 商户 商家 租户 群众 教师 老师 医生 护士 家长 回迁房 住房 房屋 楼房 房子 楼板 桥面 墙体
    墙壁 道路 用电 用水 用气 饮水 公交 公交车 班次 线路 学位 学区 房产证 土地 山林 林地 耕地 绿化 树木 空气 河水
    沟渠 电网 变压 线杆 光纤 网络 信号 广告 棋牌 摊位 夜宵摊 铁皮棚 违章 建筑 工程 改造项目 拆迁 征地 环境 卫生
    治安 管理 秩序 资金
"""
# what happens to it, and how people begin or go on
HAPPENS = """
    坏 坏了 坏掉 不亮 没亮 灭 灭了 闪 漏 漏水 漏电 漏气 漏雨 渗水 滴水 冒水 返水 倒灌 堵 堵了 堵住 堵塞 堵死 溢
    溢出 外溢 爆裂 爆 爆了 炸了 断 断了 断电 断水 停水 停电 停气 停暖 停了 没水 没电 没气 没暖气 跳闸 短路 起火
    着火 失火 冒烟 冒火 火花 塌 塌了 塌陷 下陷 沉降 开裂 裂开 裂了 脱落 掉 掉了 掉落 掉下来 剥落 倒 倒了 倒塌
    倒伏 歪 歪了 倾斜 松 松了 松动 晃 晃动 翘起 破 破了 破损 破裂 碎 碎了 锈 生锈 锈蚀 锈穿 缺 缺失 丢失 丢了
    被盗 被偷 被撞 被堵 被占 占用 占道 占着 挡 挡住 挡着 乱停 乱停乱放 乱放 乱扔 乱丢 乱倒 乱搭 乱拉 私拉 私搭
    堆 堆放 堆满 堆着 堆积 积雪 结冰 打滑 滑倒 摔 摔倒 摔了 绊倒 晕倒 摔伤 夹人 困 困人 被困 关人 故障 报错 失灵
    失效 停运 停用 停摆 卡住 卡 响 吵 太吵 扰民 太响 臭 太臭 脏 太脏 没人 没人管 没人修 没人清 无人 不通 不热
    不制热 不走 不停 不来 不能 不开 打不开 关不上 关不严 锁不上 请 求 麻烦 希望 建议 能不能 能否 什么时候 啥时候
    几点 何时 怎么 为什么 为啥 可以 申请 请求 要求 反映 投诉 举报 咨询 关于 呼吁 恳请 望 盼 加装 安装 增设 增加
    设置 更换 维修 修复 修理 修 整治 清理 清运 疏通 改造 拓宽 又 也 都 还 还是 已经 一直 总是 老是 天天 每天
    经常 昨天 今天 昨晚 今晚 早上 晚上 半夜 凌晨 中午 下午 刚才 刚刚 现在 三天 两天 几天 好几天 一个月 一周
    几个月 半年 一年 有 有个 是 被 把 让 给 从 往 向 就 才 太 很 好 真 了 的 吗 呢 吧 啊 没 没有 不 不是 交房
    拒不 违规 擅自 非法 偷偷 私自 夜间 长期 多年 至今 严重 存在 出现 发现 发生 导致 影响 涉嫌 质量 是否 为何
    如何 收取 强制 拖欠 收费 乱收费 乱收 通宵 频繁 频发 经常性 全部 全都 大面积 大量 多次 连续 突然 无故
    三番五次 没通 不足 不够 太少 太多 太高 太低 太窄 太暗 太差 混乱 拥堵 堵车 难行 难走 难 问题 通车 开工 动工
    竣工 完工 交付 逾期 延期 烂尾 停工 建好 建成 修好 铺设 硬化 拆除 改建 搬迁 外迁 处理 解决 公示 公开 办理
    办证 发放 落实 到位 打通 开通 投用 启用 开放 关闭 倒闭 跑路 维权 索赔 侵占 盗伐 砍伐 断头路 无证 深夜 每晚
    整夜 从早到晚 昼夜 雨天 一下雨 下雨 暴雨 冬天 夏天
"""
# what is asked of an office; no place, whichever city is named before it
MATTERS = """
    公积金 住房公积金 社保 社保卡 社会保险 医保 养老金 养老保险 生育津贴 失业金 低保 补贴 补助 补偿 津贴 奖扶
    落户 户籍 户口 居住证 身份证 准生证 结婚证 老年证 残疾证 驾照 驾驶证 上牌 牌照 摇号 限行 限购 贷款 利率 税
    契税 个税 发票 职称 编制 教师编制 招聘 考试 中考 高考 招生 报名 入学 转学 学籍 学费 借读费 托管费 教辅 教育
    公务员 事业单位 人才 人事 档案 工资 最低工资 加班费 待遇 退休 退役 征兵 优待证 二孩 三孩 独生子女 计生 疫情
    疫苗 疫苗接种 核酸 健康码 报销 大病 处方 药价 房价 楼市 房产 房地产 二手房 廉租 限价房 经适房 棚改 旧改 政策
    规定 标准 条件 流程 手续 材料 进度 文件 条例 立法 规划 方案 公告 热线 网站 系统 公众号 小程序 客服 电话
    出租车 网约车 公交卡 公交司机 票价 运价 油价 气价 电价 水价 电商 网购 预付卡 会员卡 彩票 传销 诈骗 网贷 催收
    理财 保险 移动 联通 电信 宽带 旅行社 中介 装修公司 培训机构 市长 书记 领导 政府 市政府 人民政府 人社局
    医保局 民政局 卫健委 卫健局 城管 交警 执行 纪委 信访 环卫工人 村干部 民办教师 乡村教师 乡村医生 退伍军人
    农民工 烟花爆竹 雾霾 空气质量 犬 养犬 垃圾分类 马拉松 旅游 文化
"""

# --- English ------------------------------------------------------------------------------------------------

ENGLISH = {
    # streets end so
    "r": """
        street avenue road drive lane boulevard way place terrace crescent close parkway highway freeway row
        mews gdns rise walk quay bypass turnpike loop esplanade circle grove parade cottages route expressway st
        ave rd dr ln blvd ct pl pkwy hwy sq ter cres
    """,
    # a number follows
    "b": """
        building bldg block blk tower unit room floor level apartment apt flat suite storey
    """,
    # a place follows
    "i": """
        at by near outside behind opposite beside between above below under inside in on along across around
        next past nr adjacent towards toward beyond halfway
    """,
    # articles
    "d": """
        the a an this that these those my our your his her their its some every each all
    """,
    # places
    "p": """
        house court estate flats apartments basement cellar attic rooftop roof lobby foyer hall hallway
        corridor landing stairwell stairway staircase stairs steps entrance entry exit gate door doorway
        driveway courtyard yard backyard garden gardens green park playground field pitch pool clubhouse gym
        garage carpark lot ramp parkade bay shed bikeshed mailroom laundry kitchen office counter desk
        centre center library school kindergarten nursery college university hospital clinic pharmacy
        surgery church chapel temple mosque cemetery museum theatre cinema market supermarket store shop
        mall plaza square arcade restaurant cafe pub bar bakery hotel motel hostel bank station stop shelter
        platform terminal depot bridge underpass overpass tunnel subway footbridge crossing junction
        intersection roundabout corner alley alleyway path footpath pathway walkway sidewalk pavement trail
        towpath boardwalk promenade canal river creek pond lake beach pier dock harbour marina wharf
        reservoir culvert ditch woods forest hill valley farm village town district borough ward quarter
        zone sector phase site factory plant warehouse mill workshop substation compound complex campus
        residence residences dormitory dorm villa villas cottage mansion manor heights towers point lodge
        cnr jct jcn median verge curbside strip stretch
        barn stage booth kiosk hub club lounge courts rink stadium arena
    """,
    # sides and orders
    "q": """
        north south east west northern southern eastern western front back rear side main left right upper
        lower top bottom middle end nearby underneath off from to of over into onto through down up against
        outer inner far first second third fourth fifth sixth seventh eighth ninth tenth ground underground
    """,
    # what is said around it
    "x": """
        no any both another other same new old i we you he she they it me us them who which what when where
        why how there here is are was were be been being am has have had do does did will would can could
        should may might must not and or but so because if then than as with without for since until while
        again still already now today yesterday tonight morning afternoon evening night week weeks day days
        month months year years hour hours minutes pm please pls plz hello hi hey dear thanks thank yes ok
        very too just only also even ever never always often
    """,
    # things
    "t": """
        light lights lamp lamps bulb streetlight streetlights lamppost lighting lift lifts elevator
        escalator button cover manhole manholes drain drains gutter gully sewer sewage pipe pipes water tap
        hydrant pressure heating heat radiator radiators boiler gas smell smoke fire flames power
        electricity outage cable cables wire wires wiring socket meter meters breaker charger chargers
        charging ebike scooter scooters bike bikes bicycle car cars van vans truck trucks trash rubbish
        garbage waste litter bin bins dumpster recycling mattress sofa couch furniture debris glass needles
        graffiti pothole potholes hole holes crack cracks kerb curb paving tiles tile slab bollard bollards
        barrier barriers fence railing handrail handrails bench benches swing slide sign signs signal
        signals camera cameras cctv alarm alarms siren detector extinguisher sprinkler tree trees branch
        branches hedge weeds grass bush bushes leaves roots stump rat rats mice mouse cockroach cockroaches
        roaches wasps wasp nest mosquitoes dog dogs cat cats pigeon pigeons noise music party drilling
        construction neighbour neighbor man woman kid kids people person child children resident residents
        window windows ceiling wall walls facade plaster leak leaks leaking flood flooding flooded broken
        dead out stuck blocked clogged overflowing missing loose cracked rusty damaged dirty smashed burst
        slabs asphalt tarmac surface rubble tv fridge tyres tires needle
        speeding drivers motorists cyclists pedestrians lorry lorries motorhome caravan trailer boat
        fell fallen falling hanging dripping dark flickering working parked abandoned illegal dumping dumped
        stolen
    """,
}
