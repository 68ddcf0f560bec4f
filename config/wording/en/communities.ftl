# What is said when several communities share one desk.

of-community = { $community }:
ask-bind-to = Which community does this group belong to? (A manager presses.)
results-communities = Choose a community
