"""``huiyin check``."""
