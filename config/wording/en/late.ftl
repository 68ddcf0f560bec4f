# What we say of what is late.  Keep what stands before the equals sign and in braces; both languages alike.

answer-late = { $state } In a hurry, call:
    { $phone }
late-filed-respond = { $number } { $category } · { $place }: we are late. An answer was promised by { $by } and nobody has taken it. You filed it for somebody: if they ask, tell them so.
late-filed-resolve = { $number } { $category } · { $place }: we are late. It was to be done by { $by } and is not. You filed it for somebody: if they ask, tell them so.
standing-open-late = an answer was due by { $by }
standing-open-whose-late = an answer was due by { $by }; usually work for { $whose }
standing-handed-late = handed to { $who }, not taken yet; an answer was due by { $by }
