# Promises about time: reminders, what is late, and sorry.

remind-soon-respond = { $number } { $category } · { $place }: no answer yet, due { $by }. If it cannot be fixed by then, say when you come.
remind-soon-resolve = { $number } { $category } · { $place } was promised for { $by }.
remind-missed-respond = { $number } { $category } · { $place }: the time is up and nobody has answered. Please name somebody.
remind-missed-resolve = { $number } { $category } · { $place } was promised for { $by } and is not done.
remind-later-respond = { $number } { $category } · { $place }: an answer was promised for { $by }, and there still is none.
remind-later-resolve = { $number } { $category } · { $place } was promised for { $by }, and still is not done.
remind-review = { $number } { $category } · { $place }: the day has come to look again. Can it go on?
remind-several = { $count } are waiting:
remind-item-soon-respond = { $number } { $category } · { $place }, answer due { $by }
remind-item-soon-resolve = { $number } { $category } · { $place }, to be done by { $by }
remind-item-missed-respond = { $number } { $category } · { $place }, answer was due { $by }
remind-item-missed-resolve = { $number } { $category } · { $place }, was to be done by { $by }
remind-item-later-respond = { $number } { $category } · { $place }, answer was due { $by }, still none
remind-item-later-resolve = { $number } { $category } · { $place }, was to be done by { $by }, still is not
remind-item-review = { $number } { $category } · { $place }, to be looked at again
remind-danger-street = DANGER { $number } { $category } · { $place }: nobody answered for 20 minutes. The community's duty number:
button-appoint = Name somebody
button-answer-myself = I answer
late-respond = { $number }: we are late, sorry. We promised an answer by { $by } and did not keep it.
late-resolve = { $number } We are late, and sorry. { $category } ({ $place }) was to be done by { $by } and is not.
late-call = Whoever is in charge knows now; if it is urgent, call:
remind-check = { $number } { $category } · { $place }: how does it go? No danger any more: finish it. Need help: hand it over.
remind-item-check = { $number } { $category } · { $place }, how does it go?
danger-unanswered = { $waited }, and nobody has answered. If you are near, press [I am on it].
danger-head = { $waited }, and nobody on duty has answered, so this comes to you. Press [I am on it], or phone somebody.
