"""Promises about time: deadlines, reminders, and how long things took."""
