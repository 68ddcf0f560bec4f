"""Talking with residents, from the first words to a filed report and what they add to it."""
