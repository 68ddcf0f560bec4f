"""Known incidents at work: opened by staff or by five who say the same."""
