"""Read config/categories.toml into values; explain what is wrong with it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from config import questions, table
from config.table import LANGUAGES, Table
from domain.categories import Audience, Categories, Category, Danger, Visibility
from domain.community import Community
from domain.understanding.folding import fold
from domain.understanding.lexicon import pattern

TRADES = frozenset("electrician plumber property grid_officer cleaner gardener security lift fire head".split())

_STRONG, _PLAIN = 3.0, 1.0  # a word that settles it weighs as much as three that hint
_CATEGORY_KEYS = {
    *(
        "zh",
        "en",
        "respond_hours",
        "resolve_days",
        "resolve_workdays",
        "visibility",
        "trade",
        "elsewhere_zh",
        "elsewhere_en",
    ),
    *("standard", "standard_old", "questions"),
    *("strong_zh", "strong_en", "keywords_zh", "keywords_en"),
}
_OWN_KEYS = (
    "respond_hours",
    "resolve_days",
    "resolve_workdays",
    "visibility",
    "trade",
    "standard",
    "standard_old",
)  # what a community may decide for itself
_DANGER_KEYS = {"category", "phones", "patterns_zh", "patterns_en", "vetoes_zh", "vetoes_en", "lasting", "seen_by"}
_STANDARD = {
    "standard": ('standard = ["E01037"]', "[EP][0-9]{5}"),
    "standard_old": ('standard_old = ["P0118"]', "[EP][0-9]{4}"),
}
_SHORTLY = "[^,。.!?]{0,10}?"  # what may stand between 万一 and 着火


def load(path: Path) -> Categories:
    """The categories and dangers of the file. Raises ``ConfigError`` if it cannot be meant so."""
    return understood(table.read(path))


def understood(file: Table) -> Categories:
    """The categories and dangers that these values describe.  Raises ``ConfigError``."""
    file.only({"category", "danger", "harmless"})
    kinds = file.table("category", '[category.light] zh = "灯" …')
    by_code = {code: _category(code, entry) for code, entry in kinds.tables()}
    if "other" not in by_code:
        kinds.wrong("other", "is missing; what fits nowhere goes there", '[category.other] zh = "其他" …')
    harmless = _harmless(file.table("harmless", 'anywhere_zh = ["演习"]', optional=True))
    dangers = {
        code: _danger(code, entry, by_code.keys(), harmless)
        for code, entry in file.table("danger", "[danger.gas] …", optional=True).tables()
    }
    questions.check(kinds, by_code, dangers.keys())
    return Categories(by_code, dangers)


def adapted(kinds: Categories, community: Community) -> Categories:
    """The categories as one community's file changes them.  Raises ``ConfigError`` naming that file."""
    changes = Table(Path(community.file), "categories", community.categories)
    changes.only(kinds.by_code.keys())
    by_code = {
        code: _changed(category, changes.table(code, "light = { respond_hours = 12 }", optional=True))
        for code, category in kinds.by_code.items()
    }
    return Categories(by_code, kinds.dangers)


def _changed(category: Category, entry: Table) -> Category:
    entry.only(_OWN_KEYS)
    for key in entry.values:
        match key:
            case "respond_hours":
                category = replace(category, respond=timedelta(hours=entry.number(key, "respond_hours = 24")))
            case "resolve_days" | "resolve_workdays":
                resolve, working = _resolve(entry)
                category = replace(category, resolve=resolve, working=working)
            case "visibility":
                visible = entry.choice(key, [kind.value for kind in Visibility], 'visibility = "public"')
                category = replace(category, visibility=Visibility(visible))
            case "standard":
                category = replace(category, standard=_codes(entry, key))
            case "standard_old":
                category = replace(category, standard_old=_codes(entry, key))
            case _:
                category = replace(category, trade=entry.choice(key, TRADES, 'trade = "electrician"'))
    return category


def _category(code: str, entry: Table) -> Category:
    entry.only(_CATEGORY_KEYS)
    visibility = entry.choice("visibility", [kind.value for kind in Visibility], 'visibility = "public"')
    resolve, working = _resolve(entry)
    return Category(
        code=code,
        names={language: entry.text(key, f'{key} = "路灯"') for key, language in LANGUAGES.items()},
        respond=timedelta(hours=entry.number("respond_hours", "respond_hours = 24")),
        resolve=resolve,
        working=working,
        visibility=Visibility(visibility),
        trade=entry.choice("trade", TRADES, 'trade = "electrician"'),
        elsewhere={
            language: words
            for key, language in LANGUAGES.items()
            if (words := entry.text(f"elsewhere_{key}", 'elsewhere_zh = "打 12345"', default=""))
        },
        standard=_codes(entry, "standard"),
        standard_old=_codes(entry, "standard_old"),
        questions=questions.of(entry),
        keywords={
            fold(word): weight
            for kind, weight in (("keywords", _PLAIN), ("strong", _STRONG))
            for key in LANGUAGES
            for word in entry.texts(f"{kind}_{key}", f'{kind}_{key} = ["路灯", "灯…不亮"]')
            if _whole(entry, f"{kind}_{key}", word)
        },
    )


def _codes(entry: Table, key: str) -> tuple[str, ...]:
    """Codes of the national standard: E for what happens, P for a thing, then five digits (four in the old one)."""
    example, code = _STANDARD[key]
    found = entry.texts(key, example)
    for each in found:
        if not re.fullmatch(rf"{code}(-{code})?", each):
            entry.wrong(key, f'"{each}" is no code of it', example)
    return found


def _resolve(entry: Table) -> tuple[timedelta, bool]:
    """How long the resolution may take, and whether in working days."""
    if "resolve_workdays" not in entry.values:
        return timedelta(days=entry.number("resolve_days", "resolve_days = 3")), False
    if "resolve_days" in entry.values:
        entry.wrong("resolve_days", "resolve_workdays is given too; keep one of them", "resolve_workdays = 3")
    days = entry.number("resolve_workdays", "resolve_workdays = 3")
    if days != int(days):
        entry.wrong("resolve_workdays", "should be a whole number of days", "resolve_workdays = 3")
    return timedelta(days=days), True


def _whole(entry: Table, key: str, word: str) -> bool:
    """Refuse a gap without a word on each side, which would match anything."""
    if not all(part.strip() for part in word.split("…")) or word.count("…") > 1:
        entry.wrong(key, f'"{word}" needs one word before and one after the …', '"灯…不亮"')
    return True


def _danger(code: str, entry: Table, categories: Collection[str], harmless: "_Harmless") -> Danger:
    entry.only(_DANGER_KEYS)
    patterns = _patterns(entry, "patterns")
    if not patterns:
        entry.wrong("patterns_zh", "at least one pattern is needed", 'patterns_zh = ["着火|起火"]')
    seen_by = Audience.EVERYBODY
    if "seen_by" in entry.values:
        seen_by = Audience(entry.choice("seen_by", [each.value for each in Audience], 'seen_by = "staff"'))
    return Danger(
        code=code,
        category=entry.choice("category", categories, 'category = "gas"'),
        phones=entry.texts("phones", 'phones = ["119", "gas"]'),
        patterns=patterns,
        vetoes=(
            *harmless.vetoes(patterns, entry.flag("lasting"), seen_by is Audience.HEAD),
            *_patterns(entry, "vetoes"),
        ),
        seen_by=seen_by,
    )


def _patterns(entry: Table, kind: str) -> tuple[str, ...]:
    chinese = [_folded(pattern) for pattern in entry.texts(f"{kind}_zh", f'{kind}_zh = ["着火|起火"]')]
    english = [_as_words(pattern) for pattern in entry.texts(f"{kind}_en", f'{kind}_en = ["on fire"]')]
    for key, patterns in (("zh", chinese), ("en", english)):
        for each in patterns:
            try:
                pattern(each)
            except re.error as error:
                entry.wrong(f"{kind}_{key}", f'"{each}" is not a pattern: {error}', '"着火|起火"')
    return (*chinese, *english)


def _folded(pattern: str) -> str:
    """The pattern for folded text; its ASCII stays, since \\S must not become \\s."""
    return "".join(sign if sign.isascii() else fold(sign) for sign in pattern)


def _as_words(pattern: str) -> str:
    """An English pattern that matches whole words only, in a text that begins with a space."""
    return f" (?:{pattern})(?![a-z])"


@dataclass(frozen=True, slots=True)
class _Harmless:
    """Words around a danger by which it is not happening now; alternatives, empty when there are none."""

    anywhere: str
    before: str
    past: str
    still: str

    def vetoes(self, patterns: Iterable[str], lasting: bool, private: bool) -> list[str]:
        """What makes these patterns harmless; what lasts is not made so by having begun in the past.

        Nor is what concerns one person alone by being feared for: a call too many costs the head a minute.
        """
        announced = "|".join(patterns)
        found = []
        if self.anywhere:  # covers the message from end to end, so that nothing of it counts
            found.append(rf"(?s:\A.*?(?:{self.anywhere}).*)")
        if self.before and not private:
            found.append(rf"(?:{self.before}){_SHORTLY}(?:{announced})")
        if self.past and not lasting and not private:
            still = rf"(?![^。.!?]{{0,30}}?(?:{self.still}))" if self.still else ""
            found.append(rf"(?:{self.past}){still}{_SHORTLY}(?:{announced})")
        return found


def _harmless(entry: Table) -> _Harmless:
    kinds = ("anywhere", "before", "past", "still")
    entry.only({f"{kind}_{key}" for kind in kinds for key in LANGUAGES})
    return _Harmless(*("|".join(_patterns(entry, kind)) for kind in kinds))
