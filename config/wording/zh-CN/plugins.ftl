### 外接的模型（docs/plugins.md）
plugin-spent-model = { $community }这个月问模型的额度用完了，下个月接着问。在那之前照原来的办法认，别的都不变。
plugin-spent-speech = { $community }这个月听写语音的额度用完了，下个月接着听写。在那之前语音照样收，要点开听。
health-model = 问模型：这个月{ $calls }次，用了{ $used }个token，最多{ $budget }个
health-speech = 语音听写：这个月{ $calls }次，{ $used }秒，最多{ $budget }秒
health-plugin-trouble = 上一次没问成：{ $trouble }
heard-by-machine = （语音，机器听写）

## huiyin check 怎么说
check-model = 拿不准的话会去问 { $host } 上的 { $model }，先遮掉电话、姓名、门牌，每个小区每月最多 { $budget } 个 token（docs/plugins.md）
check-model-answers = { $host } 回答得对，这一问用了 { $tokens } 个 token
check-model-odd = { $host } 回答了，可是没认出“{ $text }”是灯坏了；换个模型试试
check-plugin-away = { $host } 用不了：{ $why }。没有它也照常运行
check-plugin-clear = 到 { $host } 的路上没有加密，别人能看到住户的话；请用 https://
check-plugin-without = { $names } 关掉了 { $host }
check-speech = 语音会发给 { $host } 上的 { $model } 听写，声音原样发出，遮不了；每个小区每月最多 { $budget } 分钟（docs/plugins.md）
check-speech-answers = { $host } 会听写
