"""Exports: the files as they are read back."""
