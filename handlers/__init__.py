"""The conversations: each event is one write that loads, lets the domain decide, and keeps what it wants."""
