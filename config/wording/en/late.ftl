# What we say of what is late.  Keep what stands before the equals sign and in braces; both languages alike.

answer-late = { $state } In a hurry, call:
    { $phone }
late-filed-respond = { $number } { $category } · { $place }: we are late. An answer was promised by { $by } and nobody has taken it. You filed it for somebody: if they ask, tell them so.
late-filed-resolve = { $number } { $category } · { $place }: we are late. It was to be done by { $by } and is not. You filed it for somebody: if they ask, tell them so.
standing-open-late = an answer was due by { $by }
standing-open-whose-late = an answer was due by { $by }; usually work for { $whose }
standing-handed-late = handed to { $who }, not taken yet; an answer was due by { $by }
late-respond-again = { $number } { $category } ({ $place }): still nobody has taken it, { $days } days late. We are sorry. It is not forgotten, we remind them every day.
late-resolve-again = { $number } { $category } ({ $place }): still not done, { $days } days late. We are sorry. It is not forgotten, we remind them every day.
late-visit = { $number } { $category } ({ $place }): somebody { $coming }, and we have not heard that it is done. We are sorry, and are asking.
remind-visit = { $number } { $category } · { $place }: somebody { $coming }, and nothing was heard; the resident is waiting. Done? Finish it. Not been? Give another time.
remind-item-visit = { $number } { $category } · { $place }, { $coming }, nothing heard
handover-item-open-late = { $number } { $category } · { $place }, late: an answer was due by { $by }
handover-item-handed-late = { $number } { $category } · { $place }, handed to { $who }, not taken yet, late: an answer was due by { $by }
handover-item-today-late = { $number } { $category } · { $place }, { $who } is coming, late: due by { $by }
handover-item-taken-late = { $number } { $category } · { $place }, late: due by { $by }
