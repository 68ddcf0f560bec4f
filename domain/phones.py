"""Whom to call: each number on a line of its own, since a button cannot dial."""

from domain.context import Context
from domain.lines import Line, Term, line


def of_danger(ctx: Context, danger: str) -> tuple[Line, ...]:
    """The numbers for a danger: emergency numbers as they are, the community's own by name."""
    kind = ctx.categories.dangers.get(danger)
    lines = []
    for phone in kind.phones if kind else ("110",):
        if phone.isdigit():
            lines.append(line("phone", what=Term("phone", phone), number=phone))
        elif phone in ctx.community.phones:
            lines.append(_own(ctx, phone))
    return tuple(lines)


def general(ctx: Context, danger: str) -> tuple[Line, ...]:
    """The numbers for a danger that are the same everywhere."""
    kind = ctx.categories.dangers.get(danger)
    numbers = [phone for phone in kind.phones if phone.isdigit()] if kind else []
    return tuple(line("phone", what=Term("phone", number), number=number) for number in numbers or ("110",))


def on_duty(ctx: Context) -> Line:
    """The number somebody answers; every community file has it."""
    return _own(ctx, "duty")


def everybody(ctx: Context, without: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    """All the community's numbers, the one on duty first; ``without`` those that were already said."""
    names = sorted(ctx.community.phones, key=lambda name: name != "duty")
    return tuple(_own(ctx, name) for name in names if name not in without)


def _own(ctx: Context, name: str) -> Line:
    return line("phone", what=Term("phone", name), number=ctx.community.phones[name])
