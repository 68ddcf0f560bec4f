# 给别的程序看的话（Open311）：别的应用、地图、统计从这里读到上报，也从这里报上来。

open311-contact = { $community }值班电话 { $phone }
open311-key-service = 要接入，请打{ $community }值班电话 { $phone }，说清是什么应用、每小时大约报几件。
open311-service = { $name }：{ $respond }内有人回话，{ $working ->
    [yes] { $days }个工作日
   *[no] { $days }天
}内办完。
open311-answer-string = 一行字
open311-answer-text = 几行字都可以
open311-answer-number = 一个数
open311-answer-datetime = 日期和时间，带时区，比如 2026-05-01T08:15:30+08:00
open311-answer-singlevaluelist = 选一个
open311-answer-multivaluelist = 可以选几个
open311-description = { $category }，{ $place }。{ $state }。
open311-somewhere = 小区里

## 办得怎么样了

open311-state-open = 等值班的人接
open311-state-acknowledged = 正在办
open311-state-resolved = 办好了
open311-state-closed = 办完了
open311-state-refused = 办不了：{ $reason }
open311-state-duplicate = 和另一件是同一件事，一起办
open311-state-same = 和{ $number }是同一件事，一起办
open311-state-withdrawn = 本人撤回了
open311-state-parked = 先挂着，{ $day }再看
open311-state-unit = 转给外单位了，{ $day }再去问
open311-state-late = { $state }，已经过了答应的时间
open311-state-false-alarm = 看过了，没有危险
open311-state-adopted = 建议采纳了
open311-state-declined = 建议这次没有采纳

## 不行的时候

open311-error-jurisdiction-missing = 这里有好几个社区，请用 jurisdiction_id 说是哪一个：{ $known }
open311-error-jurisdiction = 这里没有 jurisdiction_id 是 { $code } 的社区
open311-error-service = 没有 service_code 是 { $code } 的类别
open311-error-request = 没有编号是 { $id } 的上报，或者它不公开
open311-error-nothing = 这里什么也没有
open311-error-method = 这个地址不能这样用
open311-error-large = 太长了
open311-error-general = 没看懂这个请求
open311-error-often = 问得太勤了，请过一会儿再来
open311-error-date = { $name } 要写成 2026-05-01T08:15:30+08:00 或 2026-05-01T00:15:30Z，收到的是 { $text }
open311-error-span = start_date 到 end_date 最多 90 天，而且不能倒过来
open311-error-status = status 只有 open 和 closed，收到的是 { $text }
open311-error-number = { $name } 要是大于 0 的整数，收到的是 { $text }
open311-error-page = page_size 最多 { $most }，page 最多 { $pages }
open311-error-ids = service_request_id 一次最多 { $most } 个
open311-error-form = 请用 application/x-www-form-urlencoded 发送，UTF-8，最多 200 栏
open311-error-key-missing = 要报上来得有 api_key
open311-error-key = 这个 api_key 不能用
open311-error-key-elsewhere = 这个 api_key 不是这个社区的
open311-error-key-often = 这个 api_key 这段时间报得够多了，请过一会儿再来
open311-error-token = 没有这个 token
open311-error-missing = 缺 { $name }
open311-error-long = { $name } 最多 { $most } 个字
open311-error-place = 缺地点：lat 和 long，或者 address_string，或者 address_id
open311-error-half-a-point = lat 和 long 要一起给
open311-error-building = 没有 address_id 是 { $code } 的楼
open311-error-degrees = { $name } 要是 -{ $most } 到 { $most } 之间的度数，收到的是 { $text }
open311-error-link = { $name } 要是 http 或 https 开头的网址
open311-error-attribute = { $service } 这一类不问 { $code }
open311-error-choice = { $name } 只能从这些里选：{ $known }
open311-error-one-answer = { $name } 只能有一个答案
open311-error-number-answer = { $name } 要是一个数，收到的是 { $text }

## 报上来以后

open311-filed = 收到了，最晚{ $by }有人回话。怎么样了，按编号来这里查。
open311-joined = 和{ $number }是同一件事，已经算上了。怎么样了，按编号来这里查。
alert-app = 从别的应用报来的，这里问不到本人
alert-link = 照片（没有看过，小心打开）：{ $url }
export-source-open311 = 别的应用

## huiyin api-key

api-key-made = 第{ $id }把钥匙做好了。下面这一行只显示这一次，请交给对方保管：
api-key-none = 还没有钥匙
api-key-unknown = 没有能用的第{ $id }把钥匙；看一看：huiyin api-key list
api-key-limit = 第{ $id }把钥匙的限额改好了
api-key-revoke = 第{ $id }把钥匙作废了；它报上来的都还在

## 类别文件里问什么，写得不对时

problem-no-list = 只有 singlevaluelist 和 multivaluelist 才写选项，也一定要写
problem-no-question-code = 代号只用小写字母、数字和 _，字母开头
problem-no-danger = 没有叫“{ $a }”的危险
