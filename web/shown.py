"""A message of the web chat as a page gets it."""

import json
from typing import Any

from storage.web import WebMessage
from web import files


def shown(message: WebMessage, name: str | None, me: str | None, where: str) -> dict[str, Any]:
    """Its JSON: who said it (``name``, known to the page as ``me``; None = Huiyin), and files under ``where``."""
    content = message.content
    return {
        "seq": message.seq,
        "chat": message.chat,
        "id": str(message.id),
        "from": {"id": me, "name": name} if message.author else None,
        "only_for": message.only_for,
        "kind": message.kind,
        "text": content.get("text", ""),
        "photos": [files.address(f"{where}/media", name) for name in content.get("photos", ())],
        "thumbnails": [files.address(f"{where}/media", name, small=True) for name in content.get("photos", ())],
        "alt": content.get("alt"),
        "voice": files.address(f"{where}/media", content["voice"]) if content.get("voice") else None,
        "document": _document(where, content.get("document")),
        "spot": content.get("spot"),
        "buttons": content.get("buttons", []),
        "reply_to": message.reply_to,
        "at": message.at.isoformat(),
        "edited": message.edited,
        "deleted": bool(content.get("deleted")),
    }


def event(kind: str, data: dict[str, Any], seq: int | None = None) -> str:
    """One server-sent event."""
    head = f"id: {seq}\n" if seq is not None else ""
    return f"{head}event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _document(where: str, name: str | None) -> dict[str, str] | None:
    return {"address": f"{where}/document/{name}", "name": name.partition("/")[2]} if name else None
