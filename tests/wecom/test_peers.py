"""Clients that others wrote work with the fake; see peers/README.md for what installs them."""

import pytest

from tests.wecom.peers import environment
from tests.wecom.peers.plays import PEERS

pytestmark = pytest.mark.skipif(
    not environment.ready(environment.HOME), reason="python -m tests.wecom.peers was not run"
)


@pytest.mark.parametrize("script", PEERS)
async def test_a_client_of_others_works_with_the_fake(script: str) -> None:
    assert await PEERS[script](environment.HOME, script)
