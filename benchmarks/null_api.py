"""A Bot API that takes everything and does nothing, as cheaply as Python can.

``python -m benchmarks.null_api PORT``; a message that holds the word ALERT is printed with the time it came.
"""

import asyncio
import sys
import time

ME = b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"b","username":"bench_bot"}}'
DONE = b'{"ok":true,"result":true}'
SENT = (
    b'{"ok":true,"result":{"message_id":%d,"date":1795000000,"text":"x",'
    b'"chat":{"id":7,"type":"private","first_name":"x"}}}'
)


class Api(asyncio.Protocol):
    """One connection."""

    sent = 0

    def __init__(self) -> None:
        self._held = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody is here."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole."""
        self._held += data
        while (end := self._held.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._held[:end]).lower()
            _, _, length = head.partition(b"content-length:")
            whole = end + 4 + (int(length.split(b"\r\n")[0]) if length else 0)
            if len(self._held) < whole:
                return
            if b"ALERT" in self._held[end:whole]:
                print(time.perf_counter(), flush=True)
            del self._held[:whole]
            self._answer(head.split(b" ")[1].rsplit(b"/", 1)[-1])

    def _answer(self, method: bytes) -> None:
        if method == b"getme":
            body = ME
        elif method.startswith((b"send", b"edit")):
            Api.sent += 1
            body = SENT % Api.sent
        else:
            body = DONE
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        )


async def main(port: int) -> None:
    """Serve until terminated."""
    server = await asyncio.get_running_loop().create_server(Api, "127.0.0.1", port)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
