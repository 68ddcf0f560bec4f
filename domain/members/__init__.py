"""Who belongs here: first managers, invitations, accounts that are one person, roles that end."""
