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
open311-error-page = page_size is { $most } at most, and page { $pages }
open311-error-ids = service_request_id takes { $most } at most
open311-error-form = send application/x-www-form-urlencoded in UTF-8, with at most 200 fields
open311-error-key-missing = an api_key is needed to report
open311-error-key = this api_key is not valid
open311-error-key-elsewhere = this api_key is not for this community
open311-error-key-often = this api_key has sent as much as it may for now; please come again later
open311-error-token = there is no such token
open311-error-missing = { $name } is missing
open311-error-long = { $name } takes { $most } characters at most
open311-error-place = the place is missing: lat and long, or address_string, or address_id
open311-error-half-a-point = lat and long go together
open311-error-building = no building has the address_id { $code }
open311-error-degrees = { $name } should be degrees between -{ $most } and { $most }, not { $text }
open311-error-link = { $name } should be a web address that begins with http or https
open311-error-attribute = { $service } does not ask { $code }
open311-error-choice = { $name } takes one of: { $known }
open311-error-one-answer = { $name } takes one answer
open311-error-number-answer = { $name } should be a number, not { $text }

## Once it is reported

open311-filed = Got it. Somebody answers by { $by }; look here by its number how it goes.
open311-joined = It is the same as { $number }, and counted with it; look here by its number how it goes.
alert-app = Reported through another app: nobody can be asked here
alert-link = Photo (nobody has looked at it, take care): { $url }
export-source-open311 = another app

## huiyin api-key

api-key-made = Key { $id } is made. This line is shown only now; hand it over to whoever will keep it:
api-key-none = There are no keys yet
api-key-unknown = there is no valid key { $id }; see: huiyin api-key list
api-key-limit = Key { $id } has new limits
api-key-revoke = Key { $id } is revoked; what it reported stays

## When what a category asks is written wrongly

problem-no-list = belongs to a singlevaluelist or a multivaluelist, and to nothing else
problem-no-question-code = should be a short code of small letters, digits and _
problem-no-danger = no danger is called "{ $a }"
