"""``huiyin init``."""
