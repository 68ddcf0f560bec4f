# 只有网页的社区，第一位负责人从这里来

setup-code-web = { $community }的第一位负责人：打开 { $address } ，发  /start { $code }

check-manager-code-web = 打开 { $address } ，发：/start { $code }
check-manager-start-web = 启动以后，屏幕上会打出 /start manager-…；打开 { $address } ，发给它就是
