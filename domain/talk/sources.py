"""How a report came to us: from the resident's own hand, or through somebody who files for others (代报)."""

from enum import StrEnum


class Source(StrEnum):
    """Who spoke, and how."""

    RESIDENT = "resident"  # the reporter, here
    PHONE = "phone"
    VISIT = "visit"  # came by, knocked, met on the stairs
    SEEN = "seen"  # read in a chat in which there is no bot
    ROUND = "round"  # nobody told us: staff found it
    FIXED = "fixed_on_round"  # found and put right at once
    ANNOUNCED = "announced"  # a known incident that staff opened, and no resident has met yet
    INCIDENT = "incident"  # a known incident that residents met
    OPEN311 = "open311"  # through a program of somebody else: who it was cannot be asked here
    UNSAID = "unsaid"  # filed for somebody else, and not said yet for whom


FIRST_HAND = frozenset({Source.RESIDENT, Source.OPEN311})  # whoever has the problem told it
# Nobody here is the reporter.
FOR_OTHERS = frozenset(Source) - FIRST_HAND - {Source.ANNOUNCED, Source.INCIDENT}
TO_PHONE = frozenset({Source.PHONE, Source.VISIT})  # one person waits to hear how it ends, and is not here
FOUND = frozenset({Source.ROUND, Source.FIXED, Source.ANNOUNCED})  # no resident ever asked
CHOICES = (Source.PHONE, Source.VISIT, Source.SEEN, Source.ROUND)  # offered as buttons, in this order
