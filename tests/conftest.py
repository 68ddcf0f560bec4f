"""What the tests say at the end beside passed and failed; and an ear on the log during all of them."""

import logging
from collections.abc import Generator

import pytest
from hypothesis import settings
from pytest import TerminalReporter

from bot import logs
from tests import postgres
from tests.canaries import Ears

settings.register_profile("server", deadline=None)  # a busy machine, and a server beside the tests
if postgres.CHOSEN:
    settings.load_profile("server")

EARS = Ears()


def pytest_configure() -> None:
    """Every line counts that the program could write, at its most talkative."""
    logs.levels("DEBUG")
    logging.setLogRecordFactory(EARS)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None, object, object]:
    """Whatever a test is about: no token, no secret, no number and none of the words said stand in the log."""
    result = yield
    betrayed, EARS.betrayed = EARS.betrayed, []
    assert not betrayed, "\n".join(betrayed)
    return result


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print the figures that tests recorded under ``figures``, from all workers."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, value in getattr(report, "user_properties", ()):
                if name == "figures":
                    terminalreporter.write_line(str(value))
