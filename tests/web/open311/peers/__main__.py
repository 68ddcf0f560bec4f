"""Clients that others wrote, against a desk that runs: ``python -m tests.web.open311.peers ADDRESS KEY [CODE]``."""

import itertools
import sys
from typing import Any

import requests
from georeport.georeport import GeoReport
from jsonschema import Draft202012Validator, FormatChecker

from tests.web.open311.peers import schemas

itertools.ifilter = filter  # type: ignore[attr-defined]  # a name that three 0.8.0 takes from Python 2
from three import Three  # noqa: E402


class Checks:
    """What held and what did not."""

    def __init__(self) -> None:
        self.wrong = 0

    def holds(self, what: object, why: str) -> None:
        """One check."""
        self.wrong += not what
        print("ok " if what else "NOT", why)

    def fits(self, schema: dict[str, Any], value: object, why: str) -> None:
        """A value is as the standard wants it."""
        found = list(Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(value))
        self.holds(not found, why + "".join(f"\n    {each.json_path}: {each.message}" for each in found[:3]))


def with_georeport(check: Checks, address: str, home: str) -> None:
    """Reads in both formats, and compares."""
    read = {}
    for suffix in ("json", "xml"):
        client = GeoReport(address, jurisdiction=home or None, output_format=suffix)
        found = client.get_service_requests(status="open")
        ids = [each["service_request_id"] for each in found[:3]]
        some = client.get_service_requests(service_request_id=",".join(ids), status="closed")
        one = client.get_service_request(ids[0])
        check.holds(len(client.get_service_list()) > 20, f"georeport, {suffix}: services")
        check.holds(client.get_service_definition("elevator")["service_code"] == "elevator", f"{suffix}: definition")
        check.holds({each["status"] for each in found} == {"open"}, f"{suffix}: open requests")
        check.holds(sorted(each["service_request_id"] for each in some) == sorted(ids), f"{suffix}: by their numbers")
        check.holds(one["service_request_id"] == ids[0], f"{suffix}: one")
        read[suffix] = [each["service_request_id"] for each in found]
    check.holds(read["json"] == read["xml"], "georeport: the same in both formats")


def with_three(check: Checks, address: str, key: str, home: str) -> None:
    """Reads and reports; what comes back is held to the schemas."""
    three = Three(address, api_key=key, jurisdiction=home)
    services = three.services()
    check.fits(schemas.SERVICES, services, "three: services")
    for service in services:
        definition = three.services(service["service_code"])
        check.fits(schemas.DEFINITION, definition, f"definition of {service['service_code']}")
        check.holds(bool(definition["attributes"]) is service["metadata"], f"metadata of {service['service_code']}")
    words = "Pothole & <b>"
    posted = three.post("road", address="2号楼门口", name="Wei Zhou", phone="13800138000", description=words)
    check.fits(schemas.POSTED, posted, "what was posted")
    one = three.request(posted[0]["service_request_id"])
    check.fits(schemas.REQUESTS, one, "that one")
    check.holds(not any(each in str(one) for each in ("Zhou", "138", "Pothole")), "nobody, and no words, in it")
    check.fits(schemas.REQUESTS, three.requests(), "requests")
    check.fits(schemas.REQUESTS, three.requests(count=3, page=2), "a page")
    check.fits(schemas.ERRORS, three.post("oak", address="2号楼"), "an unknown code")
    check.fits(schemas.ERRORS, three.token("nothing"), "an unknown token")
    wrong = Three(address, api_key="x", jurisdiction=home).post("road", address="2号楼")
    check.fits(schemas.ERRORS, wrong, "a wrong key")


def with_rules(check: Checks, address: str, home: str) -> None:
    """What no client looks at."""
    span = {"start_date": "2026-01-01T00:00:00Z"}
    wanted = {
        ("requests.json", "end_date", "2026-04-01T00:00:00Z"): 200,
        ("requests.json", "end_date", "2026-04-02T00:00:00Z"): 400,
        ("requests.xml", "status", "done"): 400,
        ("requests/9999999.xml", "", ""): 404,
        ("services.xml", "jurisdiction_id", "oak"): 404,
        ("services.json", "jurisdiction_id", ""): 400 if home else 200,
        ("discovery.xml", "", ""): 200,
        ("discovery.json", "", ""): 200,
    }
    for (path, name, value), status in wanted.items():
        query = {"jurisdiction_id": home, **span, name: value}
        check.holds(requests.get(f"{address}/{path}", params=query).status_code == status, f"{path} {name} {value}")


def main(address: str, key: str, home: str = "") -> int:
    """Try everything; how much did not hold."""
    check, address = Checks(), f"{address.rstrip('/')}/open311/v2"
    with_georeport(check, address, home)
    with_three(check, address, key, home)
    with_rules(check, address, home)
    return check.wrong


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
