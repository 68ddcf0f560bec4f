"""What the tests say at the end beside passed and failed."""

from hypothesis import settings
from pytest import TerminalReporter

from tests import postgres

settings.register_profile("server", deadline=None)  # a busy machine, and a server beside the tests
if postgres.CHOSEN:
    settings.load_profile("server")


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print the figures that tests recorded under ``figures``, from all workers."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, value in getattr(report, "user_properties", ()):
                if name == "figures":
                    terminalreporter.write_line(str(value))
