"""What the desk has to survive, again and again: ``make torture``.  docs/reliability.md says what is promised."""
