"""The only place with SQL: one module per table family, rows become frozen values at the door."""
