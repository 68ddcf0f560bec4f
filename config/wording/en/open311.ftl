# What the programs of others read (Open311): other apps, maps and statistics read reports here, and send them here.

open311-contact = { $community }, duty phone { $phone }
open311-key-service = For a key, call the duty phone of { $community }, { $phone }: say which app it is, and about how many reports an hour it sends.
open311-service = { $name }: somebody answers within { $respond }; done within { $working ->
    [yes] { $days ->
        [one] one working day
       *[other] { $days } working days
    }
   *[no] { $days ->
        [one] one day
       *[other] { $days } days
    }
}.
open311-answer-string = one line of words
open311-answer-text = words, also several lines
open311-answer-number = a number
open311-answer-datetime = date and time with the zone, such as 2026-05-01T08:15:30+08:00
open311-answer-singlevaluelist = choose one
open311-answer-multivaluelist = choose any number
open311-description = { $category }, { $place }: { $state }.
open311-somewhere = in the neighbourhood

## How it stands

open311-state-open = waiting for staff on duty
open311-state-acknowledged = in hand
open311-state-resolved = fixed
open311-state-closed = closed
open311-state-refused = cannot be done: { $reason }
open311-state-duplicate = the same as another one, and handled with it
open311-state-same = the same as { $number }, and handled with it
open311-state-withdrawn = withdrawn
open311-state-parked = waits, and is looked at again on { $day }
open311-state-unit = with another unit, and asked about on { $day }
open311-state-late = { $state }, later than promised
open311-state-false-alarm = looked at: there is no danger
open311-state-adopted = the suggestion is adopted
open311-state-declined = the suggestion is not adopted this time

## When the answer is no

open311-error-jurisdiction-missing = there are several communities here; say which with jurisdiction_id: { $known }
open311-error-jurisdiction = no community here has the jurisdiction_id { $code }
open311-error-service = no category has the service_code { $code }
open311-error-request = no report has the number { $id }, or it is not public
open311-error-nothing = there is nothing here
open311-error-method = this address cannot be used like that
open311-error-large = too long
open311-error-general = this request was not understood
open311-error-often = too many requests; please come again a little later
open311-error-date = { $name } should look like 2026-05-01T08:15:30+08:00 or 2026-05-01T00:15:30Z, not { $text }
open311-error-span = start_date to end_date may be 90 days at most, and not the other way round
open311-error-status = status is open or closed, not { $text }
open311-error-number = { $name } should be a whole number above 0, not { $text }
open311-error-page = page_size is { $most } at most, and there are not so many pages
open311-error-ids = service_request_id takes { $most } at most
