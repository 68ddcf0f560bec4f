"""Whose figures a report counts in, and who is called when it ends."""

from dataclasses import replace

import pytest

from domain.talk.sources import Source
from tests.storage.examples import LIGHT


@pytest.mark.parametrize("source", Source)
def test_what_staff_found_themselves_is_kept_out_of_the_residents_figures(source: Source) -> None:
    assert replace(LIGHT, source=source).of_residents is (source not in (Source.ROUND, Source.FIXED, Source.ANNOUNCED))


@pytest.mark.parametrize("source", Source)
def test_only_one_who_called_or_came_by_is_phoned(source: Source) -> None:
    filed = replace(LIGHT, source=source, reporter=None, filed_by=2)
    assert filed.to_phone is (source in (Source.PHONE, Source.VISIT))
    assert not replace(filed, reporter=1).to_phone
