"""From labelled messages to the model that Huiyin ships with: ``make model``, ``make measure``."""
