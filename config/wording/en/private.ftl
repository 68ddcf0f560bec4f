# What is said to one person and to the head alone: self-harm, violence at home, threats

phone-12356 = Somebody to talk to, day and night
danger-self_harm = Thank you for saying it. This must be very hard; nobody should be alone with it, it helps to have somebody near. You can call now:
danger-abuse = Go somewhere safe and lock the door, or go to a neighbour. Call at once:

## To the person

confided-heard = I am only a robot. I say nothing of it in the group, nor to those on duty; only the head of the community is told. If somebody should come to you, write to me in private where you are and your phone number.
confided-nobody = I am only a robot, and nobody has been shown this. Please do call, or have somebody you trust come to you.
confided-nowhere = I am only a robot, and nobody has been shown this. If somebody from your community should help, say which one it is, and tell me once more.
confided-passed-on = I hear you. Only the head is told.
confided-late = Nobody of the community has answered me yet. Please do not wait, call now:
confided-seen = The head of the community has seen it and gets in touch at once. Please do not stay alone.
say-it-in-private = You can tell me things in private, where no neighbour reads them. If it cannot wait, call first:
    110

## To the head

confided-self_harm = [For you alone] { $name } wrote this; somebody may be thinking of ending their life:
confided-abuse = [For you alone] { $name } wrote this; somebody is hit at home, or threatened:
confided-how = It may be about the writer or about somebody else. Reach them first; do not forward it, do not speak of it in a group. If it is urgent, call at once:
confided-with = { $who } is getting in touch. When it is let go, the words are erased.
confided-in-hand = Somebody is getting in touch. When it is let go, the words are erased.
confided-again = Nobody has got in touch yet about what was shown to you alone, above.
confided-more = They wrote again; look above, at what was shown to you alone.
confided-ended = A matter for you alone was let go, and the words are erased.
confided-yours = Good: you get in touch
confided-taken-already = Somebody is getting in touch already
confided-erased = The words are erased
button-confided-take = I get in touch
button-confided-end = Let go
