"""How often: so many in a minute, and so many in an hour."""

from tests.wecom.limits import HOUR, MINUTE, Rate


def test_both_windows_count_and_what_is_refused_does_not() -> None:
    rate = Rate((30, MINUTE), (1_000, HOUR))
    taken = [sum(rate.allows("zhang", minute * MINUTE + n) for n in range(40)) for minute in range(60)]
    assert taken == [30] * 33 + [10] + [0] * 26
    assert rate.allows("li", 59 * MINUTE)
    assert [rate.allows("zhang", HOUR + n) for n in range(30)] == [True] * 30


def test_a_window_slides() -> None:
    rate = Rate((2, MINUTE))
    assert [rate.allows("a", at) for at in (0, 59, 59.5, 60, 61, 119)] == [True, True, False, True, False, True]
