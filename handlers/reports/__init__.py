"""What happens to a report: buttons under it, its progress, its end and what is said of that."""
