# What waits: parked, with another unit, going on; waiting for the resident.

unit-power = the power company
unit-water = the water company
unit-gas = the gas company
unit-heat = the heating company
unit-city = the city works
unit-telecom = the telecom company
unit-traffic = the traffic police
unit-other = another unit
button-unit-power = Power
button-unit-water = Water
button-unit-gas = Gas
button-unit-heat = Heating
button-unit-city = City works
button-unit-telecom = Telecom
button-unit-traffic = Traffic police
button-unit-other = Other
button-park = Park
button-refer = Pass on
button-resume = Go on
button-wait = 7 more days
button-days = { $count } days
ask-park = { $number } { $category }: why does it wait? One line; the resident sees it, so no room numbers.
ask-until-park = { $number } Look again when? Press, or write a day, like 10 Dec.
ask-unit = Passed on to whom?
ask-unit-name = { $number } { $category }: passed on to whom? The name; the resident sees it.
ask-until-refer = { $number } Ask them again when? Press, or write a day, like 10 Dec.
ask-date-again = Which day is that? It must be after today, within a year. Press, or write a day, like 10 Dec.
ask-date-over = That day is over this year. Which day is it? If you mean { $year }, write { $year }-{ $month }-{ $day }.
paused-here = { $number } Noted. The resident is told in a minute. A mistake? Undo it.
answer-park = Parked; you can undo it for a minute
answer-refer = Noted; you can undo it for a minute
answer-resume = It goes on; you can undo it for a minute
standing-parked = Parked: { $reason }; to be looked at again { $day } by { $who }{ $times ->
    [0] {""}
   *[other] { " " }(put off { $times }×)
}
standing-unit = With { $unit }; { $who } asks again { $day }{ $times ->
    [0] {""}
   *[other] { " " }(put off { $times }×)
}
told-parked = { $number } has to wait: { $reason }. We look again { $day }. It is not finished.
told-unit = { $number } is for { $unit }. We have passed it on and ask again { $day }; you need not do anything.
told-parked-again = { $number } has to wait longer: { $reason }. We look again { $day }. It is not finished.
told-unit-again = { $number } is still with { $unit }; we ask again { $day }, and you need not do anything.
told-resumed = { $number } goes on: { $category } ({ $place }), { $who } is on it.
group-parked = { $number } { $category } · { $place } has to wait; we look again { $day }. It is not finished.
group-unit = { $number } { $category } · { $place } is for { $unit }. We have passed it on and ask again { $day }.
group-resumed = { $number } { $category } · { $place } goes on.
card-parked = Waiting; looked at again { $day }
card-unit = Passed on to { $unit }; we ask again { $day }
progress-parked = Waiting; we look again { $day }. It is not finished.
progress-unit = Passed on to { $unit }; we ask again { $day }.
queue-waits = { $number } { $category } · { $place }, waiting, to be looked at { $day }
remind-review-unit = { $number } { $category } · { $place } is with { $unit }; today is the day to ask again. Have you?{ $times ->
    [0] {""}
   *[other] { " " }Put off { $times }× so far.
}
remind-item-review-unit = { $number } { $category } · { $place }: ask { $unit } again
progress-asked = Waiting for a word from the resident.
no-answer = { $number } { $category } · { $place }: the resident has not answered; the time runs again.
progress-parked-over = Waiting; we were to look again { $day }, and there is no news yet. It is not finished.
progress-unit-over = Passed on to { $unit }; we were to ask again { $day }, and there is no news yet.
