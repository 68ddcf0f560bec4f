"""A faithful Bot API server for tests, and the people and groups that use the bot through it."""

from tests.telegram.fake import FakeTelegram

__all__ = ["FakeTelegram"]
