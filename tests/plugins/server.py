"""A local endpoint that speaks OpenAI's protocol, well or badly, as a test wants."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.desk import Running

KEY = "sk-nobody-may-read-this"


@dataclass
class Answer:
    """One answer: its status, its body, and how many of its bytes come before the line goes dead."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0  # bytes that never come
    held: threading.Event | None = None  # it waits for this


def said(content: str, tokens: int | None = 321, **more: Any) -> Answer:
    """What a model says, in the protocol's wrapping."""
    usage = {"usage": {"prompt_tokens": 300, "total_tokens": tokens}} if tokens is not None else {}
    message = {"role": "assistant", "content": content}
    body = {"id": "x", "choices": [{"index": 0, "message": message, "finish_reason": "stop"}], **usage}
    return Answer(json.dumps(body).encode(), **more)


def good(category: str, is_report: bool = True, urgency: str = "normal", **more: Any) -> Answer:
    """A proper answer."""
    return said(json.dumps({"is_report": is_report, "category": category, "urgency": urgency}), **more)


class Server(ThreadingHTTPServer):
    """Gives these answers, one after the other and the last one for ever; keeps what it was asked."""

    daemon_threads = True

    def __init__(self, *answers: Answer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers, self.asked = list(answers), list[tuple[str, dict[str, str], bytes]]()
        self.hears = threading.Event()  # something was asked

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def answer(self, path: str) -> Answer:
        """The next answer."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def json(self, index: int = -1) -> dict[str, Any]:
        """What it was asked."""
        found: dict[str, Any] = json.loads(self.asked[index][2])
        return found

    def words(self, index: int = -1) -> str:
        """The message that it was asked about."""
        return str(json.loads(self.json(index)["messages"][1]["content"])["message"])


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        answer = server.answer(self.path)
        server.hears.set()
        if answer.held:
            answer.held.wait(20)
        try:
            self.send_response(answer.status)
            self.send_header("content-length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body[: len(answer.body) - answer.cut])
        except OSError:
            pass  # whoever asked has gone

    do_GET = do_POST

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@contextmanager
def serving(*answers: Answer, kind: type[Server] = Server) -> Iterator[Server]:
    """The endpoint while the block lasts."""
    with kind(*answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            for answer in answers:
                if answer.held:
                    answer.held.set()
            server.shutdown()
            thread.join()


def troubles(running: Running) -> list[str]:
    """What /healthz says is wrong."""
    return running.site.troubles()


def settings(server: Server, **more: object) -> dict[str, object]:
    """What sets the plug-in up."""
    return {"model_url": server.url, "model_key": KEY, "model_name": "sorter", "model_timeout": 5, **more}
