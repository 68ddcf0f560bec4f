"""Who may do what, tried: every action by every role, through the running desk."""
