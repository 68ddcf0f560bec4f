"""Chromium for the tests: find it, start it, give it Chinese glyphs.

`python -m tests.browser` starts it once and prints its version, or says what to install.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, Playwright, async_playwright
from pylopdf_fonts_zh_cn import sans_path

DEBIAN = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",  # the sandbox refuses root, which containers often are; the tests open only our own pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


class NoBrowser(Exception):
    """There is no Chromium to run the tests in."""


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A running Chromium whose pages can show Chinese, closed at the end.

    Raises NoBrowser, with what to install, if there is none.
    """
    with TemporaryDirectory(prefix="huiyin-fonts-", ignore_cleanup_errors=True) as folder:
        env: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(fonts_conf(Path(folder)))}
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=found(playwright), args=FLAGS, env=env)
            try:
                yield browser
            finally:
                await browser.close()


def found(playwright: Playwright) -> str:
    """The Chromium to start: HUIYIN_CHROMIUM, else Debian's, else Playwright's own."""
    named = os.environ.get("HUIYIN_CHROMIUM")
    for path in [named] if named else [DEBIAN, playwright.chromium.executable_path]:
        if Path(path).is_file():
            return path
    raise NoBrowser(
        (f"HUIYIN_CHROMIUM names {named}, which is no file. " if named else "There is no Chromium. ")
        + "Debian: apt-get install chromium. Elsewhere: .venv/bin/playwright install chromium,"
        " or set HUIYIN_CHROMIUM to the path of a Chrome or Chromium."
    )


def fonts_conf(folder: Path) -> Path:
    """Write a fontconfig file into folder: the system's fonts and ours with Chinese glyphs."""
    conf = folder / "fonts.conf"
    conf.write_text(FONTS.format(fonts=sans_path().parent, cache=folder / "cache"), encoding="utf-8")
    return conf


async def version() -> str:
    async with launched() as browser:
        return browser.version


if __name__ == "__main__":
    try:
        print("Chromium", asyncio.run(version()))
    except NoBrowser as error:
        sys.exit(str(error))
