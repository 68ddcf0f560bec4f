"""A storm night: the power goes in a whole district, and those who live there tell the desk.

``python -m benchmarks storm [PEOPLE]``: the real program in a process of its own, beside a Telegram of ours that holds
it to Telegram's limits.  People write at the rate at which 50,000 would; fewer people make a shorter storm, not a
thinner one, so nothing is scaled: seconds are seconds, and a limit is the limit.
"""
