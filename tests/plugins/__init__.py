"""The plug-ins: what leaves, what comes back, and what happens when nothing does."""
