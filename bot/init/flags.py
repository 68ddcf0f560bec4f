"""The flags of ``huiyin init``, without the rest of it."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of ``huiyin init``."""
    add = parser.add_argument
    add("--lang", choices=("zh", "en"), help="the language of questions and comments")
    add("--name", help="what the community is called")
    add("--name-en", help="the same in English")
    add("--code", help="a short code, small letters; its file is called so")
    add("--zone", help="the time zone, e.g. Asia/Shanghai")
    add("--duty", help="the duty number")
    add("--phone", action="append", metavar="KIND=NUMBER", help="another number: gas, water, power, lift or property")
    add("--company", action="append", metavar="'NAME NUMBER'", help="a property company")
    add("--grids", help="how many, or a file with one a line (name, officer, number)")
    add("--buildings", metavar="FILE", help="a file with columns of a spreadsheet; - reads standard input")
    add("--places", metavar="FILE", help="a file with other places, one a line: north gate=main gate")
    add("--shifts", help="e.g. '08:00-20:00, 20:00-08:00', or none")
    add("--token-file", metavar="FILE", help="a file with the token of the Telegram bot")
    add("--public-url", help="the address that can be reached from outside")
    add("--yes", action="store_true", help="ask nothing: what no flag says has its default")
    add("--force", action="store_true", help="write over existing files, keeping a copy")
