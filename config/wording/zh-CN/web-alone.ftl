# 只有网页的社区，第一位负责人从这里来

setup-code-web = { $community }的第一位负责人：打开 { $address } ，发  /start { $code }
