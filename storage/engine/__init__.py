"""The two engines behind ``storage.db``: SQLite and PostgreSQL, their schema, locks and copies."""
