"""A fake WeCom: its API, its callbacks and its smart bot's socket, with people to play and things to break."""
