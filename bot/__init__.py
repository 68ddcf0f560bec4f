"""The running program: joins channels, reader, sender, clock and web server."""
