"""What is kept of an update: the same row by all who take part in the intake."""

SCHEMA = """
    CREATE TABLE inbox (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, key TEXT NOT NULL, lane TEXT NOT NULL,
        received_at INTEGER NOT NULL, body TEXT, state TEXT NOT NULL DEFAULT 'waiting', UNIQUE (source, key)
    ) STRICT
"""
KEEP = """
    INSERT INTO inbox (source, key, lane, received_at, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (source, key) DO NOTHING
"""
