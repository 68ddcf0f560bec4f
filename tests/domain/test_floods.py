"""When what somebody says is more than anybody types."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.talk.floods import ASKING, GROUP, PERSON, Pace, Stream, heard

AT = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


def stream(pace: Pace, gaps: list[float], before: Stream | None = None, at: datetime = AT) -> Stream:
    """After something came, so many seconds apart."""
    for gap in gaps:
        at += timedelta(seconds=gap)
        before = heard(before, at, pace)
    assert before is not None
    return before


def test_ten_short_messages_and_ten_photos_one_by_one_are_no_flood() -> None:
    assert not stream(PERSON, [2.0] * 10 + [0.0] * 10 + [2.0] * 10).over


def test_nobody_types_so_fast_for_so_long() -> None:
    assert not stream(PERSON, [1.0] * 5_000).over
    assert not stream(PERSON, [0.0] * 30).over
    assert stream(PERSON, [0.0] * 31).over
    assert stream(PERSON, [0.5] * 90).over


def test_in_a_group_what_is_said_to_us_counts_sooner() -> None:
    assert not stream(ASKING, [0.0] * 10).over and stream(ASKING, [0.0] * 11).over
    assert not stream(GROUP, [0.0] * 40).over and stream(GROUP, [0.0] * 41).over


def test_whoever_goes_on_goes_on_being_unread_and_a_rest_ends_it() -> None:
    over = stream(PERSON, [0.0] * 31)
    assert stream(PERSON, [29.0] * 100, over).over
    assert stream(PERSON, [30.0], over) == Stream(AT + timedelta(seconds=30))


def test_a_group_rests_for_as_long_as_it_was_told_whatever_comes_meanwhile() -> None:
    over = stream(GROUP, [0.0] * 41)
    assert stream(GROUP, [1.0] * 299, over).over
    assert not stream(GROUP, [1.0] * 300, over).over


def test_an_album_is_one_message_and_goes_where_its_first_photo_went() -> None:
    found = None
    for n in range(300):
        found = heard(found, AT, PERSON, f"album {n // 10}")
        assert not found.over
    assert heard(found, AT, PERSON, "one more").over
    over = stream(PERSON, [0.0] * 31)
    for n in range(10):
        over = heard(over, AT + timedelta(seconds=n), PERSON, "b")
        assert over.over


def test_where_a_platform_ends_no_album_photos_are_no_way_around() -> None:
    """WeChat: all photos of one chat look like one album."""
    found = None
    for _ in range(301):
        found = heard(found, AT, PERSON, "wm1")
    assert found is not None and found.over
    assert not heard(found, AT + timedelta(seconds=31), PERSON, "wm1").over


def test_a_clock_that_was_set_back_makes_nothing_a_flood_for_ever() -> None:
    ahead = heard(None, AT + timedelta(days=300), PERSON)
    assert not stream(PERSON, [1.0] * 29, ahead).over
    assert stream(PERSON, [1.0] * 40, ahead).last == ahead.last


@given(st.lists(st.floats(0, 100), max_size=200), st.sampled_from([PERSON, ASKING, GROUP]))
def test_its_level_is_bounded_and_only_a_rest_or_nothing_makes_it_begin_anew(gaps: list[float], pace: Pace) -> None:
    before: Stream | None = None
    at = AT
    for gap in gaps:
        at += timedelta(seconds=gap)
        now = heard(before, at, pace)
        assert 0.0 < now.level <= pace.burst + 1.0
        assert now.over == (now.level > pace.burst)
        if before and before.over and not now.over:
            assert at - before.last >= pace.rest and now == Stream(at)
        before = now
