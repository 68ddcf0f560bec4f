"""Pages: results, the trial, health.  They read storage, and write the inbox, sessions and media."""
