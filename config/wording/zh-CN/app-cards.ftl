# 企业微信应用里的卡片

fact-media = 附件
fact-after = 修好后
fact-others = 邻居
fact-before = 以前
fact-from = 来源
fact-contact = 联系
card-choose = 选一个
card-pick = 就这个
card-rest = 还可以选
card-over = 已处理
setup-code-app = { $community }的第一位负责人：在企业微信里打开这个应用，把这一句发给它：{ $code }
