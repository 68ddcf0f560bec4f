# What is said to one person and to the head alone: self-harm, violence at home, threats

phone-12356 = Somebody to talk to, day and night
danger-self_harm = Thank you for saying it; this must be very hard. Please do not stay alone, have somebody with you. You can call now:
danger-abuse = Go somewhere safe and lock the door, or go to a neighbour. Call at once:
