# Who one can be on the trial page: the word after a name, and what is seen when switching people.

trial-person = { $name }, { $role }
trial-role-resident = resident
trial-role-volunteer = volunteer
trial-role-staff = staff on duty
trial-role-manager = manager
trial-role-head = head
trial-role-street = street office
trial-role-operator = runs the machine
trial-role-newcomer = newcomer

trial-js-private-title = { $name } (private)
trial-js-private-box = { $name } in private
trial-js-person = Whose private chat
trial-js-person-unread = { $name } ({ $count } new)
trial-js-elsewhere = { $count } new in other private chats; go to { $name }
trial-js-empty-resident = Say what is broken. Type it, send a photo, or speak.
trial-js-empty-volunteer = Reporting for a neighbour is fine too: say what is broken.
trial-js-empty-staff = Say “queue” to see what is waiting, or report something here yourself.
trial-js-empty-newcomer = Never wrote to Huiyin: the first message is the first meeting.
trial-js-caption-private = Alone with Huiyin
trial-js-caption-newcomer = New here, alone with Huiyin
