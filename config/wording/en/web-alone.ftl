# The first manager where there is nothing but the web

setup-code-web = First manager of { $community }: open { $address } and write  /start { $code }
