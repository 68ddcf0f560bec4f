"""What a message says: whether it is a report, of what kind, how urgent, and what else people mean."""
