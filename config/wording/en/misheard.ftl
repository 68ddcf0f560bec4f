# Words that are no report, and words to stop

not-understood-resident = I did not quite get that. If something is broken, just say where and what, or send a photo.
    For the numbers, send “phone”; to see how it stands, “progress”.
outage-none = { $what }: nothing is announced, so I cannot say.
    If it is so at your place now, say it with the building: “{ $what }, building 3”.
cancel-filed = { $number } is filed already. If nobody need come, press [Withdraw].

# In “my reports”, what was filed with other communities
my-elsewhere = Filed with { $community }:

# Staff change how urgent it is
button-hurry = Make it urgent
button-no-hurry = Not urgent
