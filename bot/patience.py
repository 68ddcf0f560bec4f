"""Connections that somebody keeps busy with nothing: a head that never ends is not waited for, nor kept."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_WITHIN = 20.0  # s from the connection, or the first byte of a further request, until its head is there
HEAD = 64 * 1024  # bytes of it that are kept; the parser itself would take any number


class Patient(HttpToolsProtocol):
    """uvicorn's own protocol, whose patience ends: by itself it waits for a first request for ever."""

    _hurry: asyncio.TimerHandle | None = None
    _unread = 0  # bytes that came since the last of which something became: of a head, or behind a body

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody connected; they have something to say."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """A part of a request; with its head complete the site decides how long it waits for the rest."""
        self._unread += len(data)
        super().data_received(data)
        if self._unread > HEAD and not self.transport.is_closing():
            self.send_400_response("Invalid HTTP request received.")
        if self.cycle is not None and not self.cycle.response_complete:
            self._wait_no_more()
        elif self._hurry is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """The head is there."""
        self._unread = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """More of the body is there."""
        self._unread = 0
        super().on_body(body)

    def on_response_complete(self) -> None:
        """Answered: between two requests uvicorn's own time for a silent connection counts."""
        self._wait_no_more()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """They are gone."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._hurry = self.loop.call_later(HEAD_WITHIN, self._close)

    def _wait_no_more(self) -> None:
        if self._hurry is not None:
            self._hurry.cancel()
            self._hurry = None

    def _close(self, *_: Any) -> None:
        self._hurry = None
        self.transport.close()
