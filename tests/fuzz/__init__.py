"""A million inputs that nobody sends by accident: updates, callbacks, requests, files; ``make fuzz``."""
