"""Talking with residents: private chats, groups, the dialogue, and how words become a report."""
