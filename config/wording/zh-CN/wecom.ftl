### 企业微信：设置文件里哪里不对，以及 huiyin check 怎么说。

## 文件里

problem-no-corp = 这里一个企业也没有填
problem-no-rows = 应是一组表，每个以 { $a } 开头
problem-no-secret = 应是引号里的文字
problem-no-agent = 应是应用的 AgentId，一个整数
problem-no-aes-key = 不是 EncodingAESKey：那是43个字母和数字
problem-no-webhook-key = 只填 webhook 地址里 key= 后面的部分
problem-no-wecom-id = “{ $a }”不像企业微信给的编号
problem-no-community = 没有叫“{ $a }”的社区；现有：{ $b }
problem-no-app = 没有填；客户群要通过一个应用来发
problem-twice = 写了两次
problem-no-file = “{ $a }”不是文件
