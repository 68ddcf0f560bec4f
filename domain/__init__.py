"""The decisions, without input or output: no clock, no database, no network, no async."""
