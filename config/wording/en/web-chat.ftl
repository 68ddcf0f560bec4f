# The web chat (/chat), and a few refusals that all pages share.

web-other-site = Please use our own page: another site cannot speak for you.
