"""What is counted and drawn: digests, figures, the month, exports."""
