# Who looks after what, and whom to ask.  Change the words here; leave what stands left of the equals sign.

## Whose work it usually is; buildings without a property company

standing-open-whose = answer by { $by }; usually for { $whose }
no-company = This building has no property company; the community sees to it.
