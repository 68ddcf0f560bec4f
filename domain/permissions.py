"""Who may do what: the only table of it.

Moves of a report (which of them its state allows is MOVES in domain/report.py) and everything else that not
everybody may do.  docs/roles.md and the tests of every action and role are made from it; a missing key is the error.
"""

from collections.abc import Mapping

from domain.people import CREW, Person, Role

_RESIDENT = frozenset({Role.RESIDENT})  # everybody
_REPORTER = frozenset({Role.REPORTER})
_HEARD = frozenset({Role.REPORTER, Role.SUPPORTER})
_FILER = frozenset({Role.FILER})
_BOARD = frozenset({Role.MANAGER, Role.HEAD})
_MANAGER = frozenset({Role.MANAGER})

MAY: Mapping[str, frozenset[Role]] = {
    # moves of a report
    "acknowledge": CREW,
    "hand_over": CREW,
    "release": _MANAGER,
    "secure": CREW,
    "park": CREW,
    "refer": CREW,
    "resume": CREW,
    "false_alarm": CREW,
    "resolve": CREW,
    "refuse": CREW,
    "undo": CREW,
    "merge": CREW | {Role.DESK},  # the desk gathers what five people say at once
    "unmerge": CREW,
    "part": _REPORTER,
    "ask": CREW,
    "correct": CREW | _REPORTER | _FILER,
    "add": CREW | _HEARD | _FILER,
    "withdraw": _REPORTER | _FILER,
    "pass_on": _REPORTER | _FILER,
    "close": _HEARD | {Role.DESK},
    "reopen": _HEARD,
    "rate": _HEARD,
    "close_by_phone": CREW | _FILER,  # the reporter's own answer, told to whoever called them
    "reopen_by_phone": CREW | _FILER,
    "fix_on_round": CREW,
    "appeal": _HEARD,
    "appeal_by_phone": CREW | _FILER,  # the wish of whoever told us, said to whoever phoned or filed it
    "grant": _BOARD,
    "deny": _BOARD,
    "raise": _BOARD,  # the street is to say who has it
    "transfer": frozenset({Role.STREET}),  # in both communities
    "stay": _BOARD | {Role.STREET},
    # around a report
    "report": _RESIDENT,
    "support": _RESIDENT,
    "nudge": _HEARD | _FILER,
    "leave_contact": _HEARD | _FILER,  # a number in their own words
    "change_contact": _REPORTER | _FILER,  # what was left is shown to them, and taken back
    "see_contact": _FILER | {Role.ASSIGNEE},
    "see_card": CREW,
    "publish_photos": CREW,
    "release_words": CREW,
    "lower_visibility": CREW | _REPORTER | _FILER,
    "raise_visibility": CREW,
    "mark_complaint": CREW | _REPORTER | _FILER,
    "unmark_complaint": frozenset({Role.HEAD}),  # whoever decides it has the rights of the head
    "see_queue": CREW | {Role.STREET},
    "see_figures": CREW | {Role.STREET},
    "sort_folded": CREW,
    "announce": CREW,  # open a known incident
    "tend_incident": CREW,  # reword it, say until when, say that it is over
    "file_for_others": CREW | {Role.VOLUNTEER},
    "phone": CREW | _FILER,
    "hear_confided": _BOARD,  # the manager only where nobody is head
    # the community
    "bind": _MANAGER,
    "invite": _MANAGER,
    "end_role": _MANAGER,
    "set_roster": _MANAGER,
    "publish_digest": _MANAGER,
    "export": _BOARD | {Role.STREET},
    "export_words": _BOARD,  # with people's own words, and places as they were said
    "see_log": _BOARD,
    "read_words": frozenset({Role.STREET}),  # one report's, for a reason that is written down
    "see_health": frozenset({Role.MANAGER, Role.OPERATOR}),
}


def may(person: Person, action: str, grid: str | None = None) -> bool:
    """Whether somebody's roles in the community allow an action for a grid."""
    return Role.RESIDENT in MAY[action] or person.holds(MAY[action], grid)
