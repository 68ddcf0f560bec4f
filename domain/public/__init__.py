"""Who sees what: visibility, releasing, hiding, and how a report stands before everybody."""
