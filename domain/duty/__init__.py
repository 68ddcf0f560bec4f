"""Who is on duty: roster, swaps, handing over, and how much there is to do."""
