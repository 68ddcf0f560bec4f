"""Who belongs here: invitations, roles, accounts, and the street."""
