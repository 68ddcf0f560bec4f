"""No secret is ever written into the log, whoever writes the line."""

import logging

import pytest

from bot.logs import Redacting


@pytest.mark.parametrize(
    "line",
    [
        "GET https://api.telegram.org/bot123456789:AAF-a_token_that_nobody_gave/getMe",
        "GET https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=ww1&corpsecret=AAF-a_token_that_nobody_gave",
        "POST https://qyapi.weixin.qq.com/cgi-bin/kf/send_msg?access_token=AAF-a_token_that_nobody_gave HTTP/1.1",
        "POST https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=AAF-a_token_that_nobody_gave&type=file",
        "the setting AAF-a_token_that_nobody_gave",
    ],
)
def test_a_line_shows_no_secret(line: str) -> None:
    record = logging.LogRecord("any", logging.INFO, "", 0, line, (), None)
    secrets = ("AAF-a_token_that_nobody_gave",) if line.startswith("the setting") else ()
    assert "nobody" not in Redacting(secrets).format(record)
