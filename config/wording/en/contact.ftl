# Leaving a number or a time to visit; made safe for now.

contact-kept = (number kept)
