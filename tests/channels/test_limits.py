"""Telegram's limits, as plain arithmetic."""

from bot.channels.telegram.limits import FOR_DANGER, FOR_REPLIES, Limits


def left(limits: Limits, seconds: float, kept: int = 0) -> int:
    """How many messages leave for one group within so many seconds, a try every tenth of a second."""
    return sum(limits.wait("-1", True, kept, tenth / 10) == 0 for tenth in range(int(seconds * 10)))


def test_a_group_gets_twenty_a_minute() -> None:
    assert left(Limits(), 60) == 20


def test_half_of_a_groups_budget_is_kept_for_answers_and_half_of_that_for_danger() -> None:
    limits = Limits()
    assert left(limits, 20, FOR_REPLIES) == 10
    assert sum(limits.wait("-1", True, FOR_DANGER, 20 + second) == 0 for second in range(15)) == 5
    assert sum(limits.wait("-1", True, 0, 40 + second) == 0 for second in range(15)) == 5


def test_a_full_group_holds_up_no_other() -> None:
    limits = Limits()
    left(limits, 20)
    assert limits.wait("-1", True, 0, 20.0) > 0
    assert limits.wait("-2", True, FOR_REPLIES, 20.0) == 0


def test_thirty_a_second_leave_in_all() -> None:
    limits = Limits()
    assert sum(limits.wait(str(chat), False, 0, 0.0) == 0 for chat in range(100)) == 30


def test_digests_leave_room_for_whatever_is_none() -> None:
    limits = Limits()
    assert sum(limits.wait(str(chat), False, 0, 0.0, bulk=True) == 0 for chat in range(100)) == 25
    assert limits.full(0.0) and limits.wait("100", False, 0, 0.0, bulk=True) > 0
    assert sum(limits.wait(str(chat), False, 0, 0.0) == 0 for chat in range(200, 300)) == 5


def test_a_wait_is_as_long_as_it_says() -> None:
    limits = Limits()
    left(limits, 20)
    wait = limits.wait("-1", True, 0, 20.0)
    assert limits.wait("-1", True, 0, 20.0 + wait - 0.01) > 0
    assert limits.wait("-1", True, 0, 20.0 + wait) == 0
