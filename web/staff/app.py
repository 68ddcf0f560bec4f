"""The addresses of the staff pages."""

from starlette.routing import Route

from web.site import Site
from web.staff.door import Door
from web.staff.reports import Reports
from web.staff.talk import Talk
from web.staff.tools import Tools


def routes(site: Site) -> list[Route]:
    """All of them."""
    talk = Talk(site)
    return [*Door(site).routes(), *talk.routes(), *Reports(site).routes(), *Tools(site, talk).routes()]
