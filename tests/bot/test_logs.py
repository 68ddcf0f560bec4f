"""No secret is ever written into the log, whoever writes the line."""

import json
import logging
import sys
from datetime import datetime, timedelta

import pytest

from bot.logs import Redacting, Structured


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


def test_a_structured_line_is_one_json_object_without_the_secret() -> None:
    try:
        raise OSError("at s3cret-address\nand 123456789:AAF-a_token_that_nobody_gave")
    except OSError:
        record = logging.LogRecord("huiyin", logging.ERROR, "", 0, "to %s", ("s3cret-address",), sys.exc_info())
    line = Structured(("s3cret-address",)).format(record)
    said = json.loads(line)
    assert "\n" not in line and (said["level"], said["logger"], said["message"]) == ("ERROR", "huiyin", "to <token>")
    assert "Traceback" in said["exception"] and "at <token>\nand <token>" in said["exception"]
    assert datetime.fromisoformat(said["time"]).utcoffset() == timedelta()
