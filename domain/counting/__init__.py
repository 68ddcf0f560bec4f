"""What is counted of reports: figures, the digest, exports."""
