"""The machine itself: what it tells, what it erases in time, what it learned."""
