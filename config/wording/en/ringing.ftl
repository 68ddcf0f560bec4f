### What rings a phone in danger (docs/alarm.md), as huiyin check tells it
check-alarm-command = in danger { $command } is run, to ring a phone (not tried now)
check-alarm-url = in danger { $host } is told, to ring a phone (not tried now)
problem-no-program = “{ $a }” is not a program that can be run. Is it there, and is it executable (chmod +x)?
problem-no-address = is not a web address; it begins with https:// or http://
