"""What must be true after any number of deaths, read from the database of the dead."""

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

TAG = re.compile(r"t\d+")  # stands in every text that becomes a report, so that the report is known again


@dataclass
class Verdict:
    """What went wrong; all empty when nothing did."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unshown: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)


def judge(database: Path, keys: Sequence[str], reported: Sequence[str], taken: Sequence[str]) -> Verdict:
    """Compare what was confirmed with what is there.

    ``keys``: everything confirmed.  ``reported``: the tags of reports that were filed, those of the group in
    order.  ``taken``: the tags of reports that somebody took.
    """
    with closing(sqlite3.connect(database)) as connection:
        verdict = Verdict()
        _inbox(connection, keys, verdict)
        _reports(connection, reported, taken, verdict)
        _slots(connection, verdict)
        return verdict


def _inbox(connection: sqlite3.Connection, keys: Sequence[str], verdict: Verdict) -> None:
    states = dict(connection.execute("SELECT key, state FROM inbox"))
    verdict.lost += [f"event {key}: {states.get(key)}" for key in keys if states.get(key) != "done"]
    verdict.lost += [f"event {key}: {state}" for key, state in states.items() if state != "done" and key not in keys]
    came = Counter(":".join(key.split(":")[:2]) for key in states if key.startswith("tell:"))
    verdict.doubled += [f"timer {key}" for key, count in came.items() if count > 1]


def _reports(connection: sqlite3.Connection, reported: Sequence[str], taken: Sequence[str], verdict: Verdict) -> None:
    rows = connection.execute("SELECT id, number, text FROM report ORDER BY id").fetchall()
    tags = {id_: found[0] if (found := TAG.search(text)) else text for id_, _, text in rows}
    filed = Counter(tags.values())
    events = Counter(
        (tags[report], kind) for report, kind in connection.execute("SELECT report, kind FROM report_event")
    )
    acknowledged = {tag: events[tag, "acknowledge"] for tag in taken}
    verdict.lost += [f"report {tag}" for tag in reported if not filed[tag]]
    verdict.lost += [f"acknowledgement {tag}" for tag, count in acknowledged.items() if not count]
    verdict.doubled += [f"report {tag}" for tag, count in filed.items() if count > 1]
    verdict.doubled += [f"{kind} {tag}" for (tag, kind), count in events.items() if count > 1]
    verdict.disordered += [] if [row[1] for row in rows] == list(range(1001, 1001 + len(rows))) else ["numbers"]
    group = connection.execute(
        "SELECT report.text FROM report JOIN chat ON chat.id = report.chat WHERE chat.kind = 'group' ORDER BY report.id"
    )
    order = [found[0] for (text,) in group if (found := TAG.search(text))]
    wanted = [tag for tag in reported if tag in order]
    verdict.disordered += [] if list(dict.fromkeys(order)) == wanted else [f"group: {order}"]


def _slots(connection: sqlite3.Connection, verdict: Verdict) -> None:
    shown = {key: json.loads(content) for key, content in connection.execute("SELECT key, content FROM web_message")}
    for id_, state, content, expires in connection.execute("SELECT id, state, content, expires_at FROM slot"):
        if state in ("waiting", "failed") or (state == "expired" and expires is None):
            verdict.unshown.append(f"slot {id_}: {state}")
        elif expires is not None and content == "{}":
            continue  # an answer to a press: wiped once it was shown
        elif state == "sent" and shown.get(f"slot:{id_}") != json.loads(content):
            verdict.unshown.append(f"slot {id_}: {content} is shown as {shown.get(f'slot:{id_}')}")
    ours = connection.execute("SELECT chat, only_for, content FROM web_message WHERE author IS NULL AND kind = 'text'")
    seen = Counter(row for row in ours if "deleted" not in json.loads(row[2]))
    verdict.doubled += [f"message {message}" for message, count in seen.items() if count > 1]
    rows = connection.execute(
        """
        SELECT slot.id, slot.chat, slot.report, substr(slot.tag, 1, instr(slot.tag, ':')) FROM web_message
        JOIN slot ON web_message.key = 'slot:' || slot.id WHERE web_message.kind = 'text' ORDER BY web_message.id
        """
    )
    queues = defaultdict(list)  # messages of one kind, and those about one report, keep their order within a chat
    for id_, chat, report, kind in rows:
        queues[chat, "report", report].append(id_)
        queues[chat, "kind", kind].append(id_)
    verdict.disordered += [f"messages {name}: {ids}" for name, ids in queues.items() if name[2] and ids != sorted(ids)]
