"""Settings and the files that a community edits: places, categories, wording."""
