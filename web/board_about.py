"""How the board counts, how to check it without believing it, and who sees what: two pages of plain words."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from domain import keeping
from storage import chain
from web.board import Board

COUNTING = ("promise", "refused", "parked", "asked", "half", "staff", "change")  # what people ask of the figures
LEFT_OUT = ("people", "hidden", "private", "undone")


def routes(pages: Board) -> list[Route]:
    """The addresses of both."""
    of = About(pages)
    return [Route("/board/how", of.how), Route("/privacy", of.privacy)]


class About:
    """Pages that explain the others."""

    def __init__(self, pages: Board) -> None:
        self._board = pages

    async def how(self, request: Request) -> Response:
        """How it is counted, what is left out, and the ways to count it oneself; with the history's fingerprint."""
        home = self._board.chosen(request)
        voice = self._board.voice(request, home)
        count, head = await self._board.lookout.look(chain.head, home.code)
        return self._board.page(
            request,
            voice,
            "board-how.html",
            here="",
            counting=COUNTING,
            left_out=LEFT_OUT,
            open311=self._open311(request, home.code),
            chained=voice.t("digest-chain", count=count, head=head) if head else "",
            head=head,
        )

    async def privacy(self, request: Request) -> Response:
        """What the chat says to 隐私, for whoever has not said anything yet."""
        voice = self._board.voice(request, self._board.chosen(request))
        site = self._board.site
        lines = [
            site.wording.line(voice.lang, each, voice.now, voice.home.zone) for each in keeping.privacy(site.keeping)
        ]
        return self._board.page(request, voice, "board-privacy.html", here="", lines=lines)

    def _open311(self, request: Request, community: str) -> str:
        several = f"?jurisdiction_id={community}" if self._board.own(self._board.chosen(request)) else ""
        return f"/open311/v2/requests.json{several}"
