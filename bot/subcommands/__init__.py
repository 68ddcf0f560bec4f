"""The other commands of ``huiyin``."""
