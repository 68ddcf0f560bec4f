# Asking staff for a sentence: how to write it, how not to.  Keep what stands before the equals sign and in braces; both languages alike.

button-stop-asking = Never mind
ask-in-time = Write it within { $minutes } minutes; later, reply to this message.
ask-photo-note = You wrote: “{ $text }”
    If that is wrong, write it again.
ask-stopped = { $number } All right, nothing was written; it is as it was.
not-taken-note = { $number } Still waiting for how it was repaired. What you just wrote seems to be about something else and was left out; if you meant it, send it as a reply to this.
not-taken-secure = { $number } Still waiting for what was done. What you just wrote seems to be about something else and was left out; if you meant it, send it as a reply to this.
not-taken-reason = { $number } Still waiting for why not. What you just wrote seems to be about something else and was left out; if you meant it, send it as a reply to this.
not-taken-park = { $number } Still waiting for why it has to wait. What you just wrote seems to be about something else and was left out; if you meant it, send it as a reply to this.
not-taken-refer = { $number } Still waiting for which unit. What you just wrote seems to be about something else and was left out; if you meant it, send it as a reply to this.
guest-to-duty = Please add them to the duty group: that is where the cards are.
