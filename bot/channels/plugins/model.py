"""Asks a language model what a message is about.  Only codes come back: nothing that it writes is ever shown."""

import json
from collections.abc import Mapping
from typing import Any

from bot.channels.plugins.endpoint import Endpoint, Unanswered
from domain.categories import Categories
from domain.events import Advised
from domain.understanding import advice

ANSWER = 200  # tokens that an answer may take; it takes 30
_TOKENS = 2  # a character takes at most, in the languages that we speak


class Model:
    """An OpenAI-compatible ``/chat/completions``."""

    def __init__(self, name: str, categories: Categories) -> None:
        self._name, self._categories = name, categories
        self._asking = advice.asking(categories)
        self._schema = advice.schema(categories)

    def estimate(self, content: Mapping[str, Any]) -> int:
        """In tokens."""
        return _TOKENS * (len(self._asking) + len(content["words"])) + ANSWER

    async def ask(self, endpoint: Endpoint, content: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
        """Is it a report, of what category, how urgent; and the tokens it took.  Raises ``Unanswered``."""
        answer = await endpoint.post("/chat/completions", json=self.request(content["words"]))
        try:
            found = advice.read(answer["choices"][0]["message"]["content"], self._categories)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise Unanswered("did not answer as asked", charged=True) from error
        said = {"is_report": found.is_report, "category": found.category, "urgency": found.urgency.value}
        return said, _used(answer, self.estimate(content))

    def request(self, words: str) -> dict[str, Any]:
        """What is sent."""
        return {
            "model": self._name,
            "temperature": 0,
            "max_tokens": ANSWER,
            "messages": [
                {"role": "system", "content": self._asking},
                # As a JSON string, so that a message cannot pretend to end and to be followed by orders.
                {"role": "user", "content": json.dumps({"message": words}, ensure_ascii=False)},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "message", "strict": True, "schema": self._schema},
            },
        }

    def event(self, about: Mapping[str, Any], found: Mapping[str, Any]) -> Advised:
        """The answer, about the draft or report that was asked about."""
        return Advised(about["what"], about["id"], about["mark"], **found)


def _used(answer: Mapping[str, Any], estimate: int) -> int:
    """The tokens that it says it took, or what we believe."""
    usage = answer.get("usage")
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    return total if isinstance(total, int) and not isinstance(total, bool) and 0 < total < 10**6 else estimate
