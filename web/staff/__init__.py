"""The staff pages: what the chat does for whoever works here, on a page in a browser.

They decide nothing.  A page shows what a role may see (domain/public/visibility.py) and the buttons that the chat
would show; a press goes to the inbox as from any chat, and what comes back is shown beside the page.
"""
