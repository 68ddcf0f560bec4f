"""Backups: made beside the running program, looked through, thinned out, and brought back."""
