"""Exports: the reports of a period as a spreadsheet or as CSV, row by row, in a process of its own."""
