# One's own reports: something added, and taken back.

added-moved = That is not part of { $number } any more.
