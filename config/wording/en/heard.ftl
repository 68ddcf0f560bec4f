# What we say when something was not understood or not found.  Keep what stands before the equals sign and in braces; both languages alike.

ask-which-building = There is no “{ $place }” by itself. Which one is it?
summary-unknown = “{ $place }” was not found. Is the number right? If not, press [Change place].
alert-unknown-building = No such building? Change the place under [More]
not-understood = I did not understand. To report, say what is broken; to see the work, send “queue”; for what I can do, “help”.
not-understood-manager = For people, send “staff”; to invite somebody, “invite”.
not-understood-volunteer = I did not understand. To report, say what is broken and in which building; for what I can do, send “help”.
erase-how = To erase the number that you left, press below. To erase all we know of you, send “forget”.
erase-none = You left no number here. To erase all we know of you, send “forget”.
button-erase-of = { $number } erase the number
