"""Clients that others wrote, tried against the fake, so that it is judged by more than our own reading."""
