"""Which push services may be called: a browser names its own, and anybody may say that they are a browser."""

import ipaddress
from urllib.parse import urlsplit

LONGEST = 1_000  # characters of an address


def allowed(endpoint: str, hosts: tuple[str, ...]) -> bool:
    """Whether this address is of a known service: ``push.example``, ``*.push.example``; by https, and no other port.

    An entry with a port (``127.0.0.1:9000``) is a service on this very machine, and is called by plain http.
    """
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    if len(endpoint) > LONGEST or parts.username is not None or parts.password is not None:
        return False
    if parts.scheme == "http":
        return f"{host}:{port}" in hosts and _is_loopback(host)
    known = any(host.endswith(each[1:]) if each.startswith("*.") else host == each for each in hosts)
    return parts.scheme == "https" and port in (None, 443) and known


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
