"""The crew at work: the duty group, lists, reminders, shifts and their change."""
