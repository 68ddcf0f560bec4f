# huiyin learn: what was learned from corrections
learn-none = { $community }: nobody has corrected anything yet, so nothing was learned.
learn-head = { $community }: { $count } { $count ->
    [one] correction counts
   *[other] corrections count
}, from { $people } { $people ->
    [one] person
   *[other] people
}.
learn-crew = { $initial } (crew): { $count }
learn-resident = { $initial } (resident): { $count }
learn-words = These words now sound more like “{ $category }”: { $words }
learn-held = Taught so strongly that other messages would be misheard, so it counts for less: { $categories }
learn-hidden = Also learned from a few messages that were “no report” or “a report”. Their words are not kept, so none can be listed.
learn-report = a report
learn-chatter = no report
learn-urgent = urgent
learn-normal = not urgent
learn-place = “{ $words }” is { $building }
learn-place-unclear = “{ $words }” means different things to different people ({ $building }), so it is not used. Put it into the community file to settle it.
learn-place-general = “{ $words }” is said elsewhere too, so it is not taken for { $building }. Put it into the community file to have it used.
learn-check = Tried on { $count } plain messages: nothing is understood worse by more than { $most } points.
learn-fell = { $category }: worse by { $points } points
learn-differently = { $count } { $count ->
    [one] message is
   *[other] messages are
} understood differently now:
learn-changed = “{ $text }”: { $before } → { $after }
learn-sure = Nothing corrected so far in { $community } would count any more; learning starts anew. The corrections stay on record. Type yes to do it:
learn-not-reset = Nothing was changed.
learn-reset = Done: learning starts anew. The { $count } earlier { $count ->
    [one] correction stays
   *[other] corrections stay
} on record and no longer { $count ->
    [one] counts
   *[other] count
}.
