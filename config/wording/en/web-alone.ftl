# The first manager where there is nothing but the web

setup-code-web = First manager of { $community }: open { $address } and write  /start { $code }

check-manager-code-web = Open { $address } and write: /start { $code }
check-manager-start-web = Once it is started the screen shows /start manager-…; open { $address } and write that
