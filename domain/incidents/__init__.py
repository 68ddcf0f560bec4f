"""Known incidents (已知情况): one cause, many reports, one word to all."""
