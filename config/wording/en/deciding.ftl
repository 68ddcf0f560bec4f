# Suggestions: adopted, or not for now

button-adopt = Adopt
button-decline = Not for now
ask-adopted = { $number } What will be done, and when? One sentence; whoever suggested it reads it.
ask-declined = { $number } Why not for now? One sentence; whoever suggested it reads it.
not-taken-adopted = { $number } Still waiting for what will be done. What you wrote sounded like something else and was not taken; if it was meant, reply to this with it.
not-taken-declined = { $number } Still waiting for why not. What you wrote sounded like something else and was not taken; if it was meant, reply to this with it.
standing-adopted = Adopted by { $who }: { $note }
standing-declined = Not adopted for now by { $who }: { $note }
card-adopted = Adopted
card-declined = Not adopted this time
ended-adopted = { $number } Your suggestion is adopted: { $category } · { $place }. What will be done: { $note }.
ended-declined = { $number } Your suggestion is not adopted this time: { $category } · { $place }. Because: { $note }.
ended-say-more = Anything to add? Reply to this message.
group-adopted = { $number } This suggestion is adopted: { $category } · { $place }.
group-declined = { $number } This suggestion is not adopted this time: { $category } · { $place }.
call-adopted = { $number } { $category } · { $place }: adopted; please phone whoever suggested it.
call-declined = { $number } { $category } · { $place }: not adopted for now; please phone whoever suggested it.
call-item-adopted = { $number } { $category } · { $place }: adopted
call-item-declined = { $number } { $category } · { $place }: not adopted for now
copy-adopted = Your suggestion, { $what }, is adopted: { $note }. — { $community }
copy-declined = Your suggestion, { $what }, is not adopted this time, because { $note }. — { $community }
refusal-adopted = adopted
refusal-declined = not adopted for now
figures-proposals = Suggestions: { $adopted } adopted, { $declined } not for now, { $open } still open
