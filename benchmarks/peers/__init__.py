"""The same work as others would do it today, complete, to measure ours against.

``minimal``: intake by a bare Starlette server with shared commits.  ``ptb_intake``: by python-telegram-bot's own
webhook server, with aiosqlite and a commit an update.  ``ptb_bot`` and ``aiogram_bot``: the three messages of a report
(``trade``), with ``ConversationHandler`` and with aiogram's states in SQLite.  Each runs as a process of its own and
prints a line once it serves.  They know nothing of Huiyin and are installed by ``make bench`` alone.
"""
