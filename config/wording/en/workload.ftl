# My grid: how much there is to do; the morning's line.  Change the words here; leave what stands left of the equals sign.

grid = { $where }:
grid-none = { $where }: nothing to do right now.
grid-new = { $count } nobody has taken
grid-due = { $count } due today
grid-due-late = { $count } due today, { $late } late
grid-late = { $late } late
grid-mine = { $count } waiting for you
grid-mine-of = { $count } waiting for { $name }
grid-calls = { $count } to phone
grid-line = { $what }: { $numbers }
grid-more = { $what }: { $numbers }…
grid-and = { $first }, { $then }
morning-early = Good morning. { $where }: { $what }.
morning-noon = Good afternoon. { $where }: { $what }.
morning-late = Good evening. { $where }: { $what }.
button-look = Have a look
