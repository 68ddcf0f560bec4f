# What the street and whoever runs the machine see.

street-queue = { $community }, to do: { $count }
street-overdue = { $community }, overdue: { $count }
help-street = /queue · /overdue: what your communities still have to do; /figures: their numbers
help-health = /health: how the machine is doing

health-not-yours = Only a manager or whoever runs the machine can see this.
health-channels = All channels are connected
health-trouble = A channel cannot be reached: { $trouble }
health-in = Came in: { $waiting } waiting, { $parked } parked
health-look = See what is parked on the machine: huiyin parked list
health-out = Going out: { $waiting } waiting, { $failed } could not be sent
health-room = Photos and voice: { $used } MB of at most { $limit } MB
health-late = { $community }, past the promised time: { $count }
parked-told = Set aside because they could not be handled: { $count }. The rest goes on. A resident's report may be among
    them; please look on the machine:
    huiyin parked list
