"""A report's life: cards, moves by staff and residents, how it ended, and who is told."""
