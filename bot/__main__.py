"""The running program: ``python -m bot``.  With words behind it, it is ``huiyin``."""

import asyncio
import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot import instance, logs, loop, notify, server
from bot.program import running
from config import settings, wecom
from config.errors import ConfigError
from config.settings import Settings, secret
from config.wording import LANGUAGES
from storage import db as storage
from storage import holding
from storage.engine.schema import Taken, WrongDatabase, unusable

log = logging.getLogger("huiyin")


class Gone(WrongDatabase):
    """The file that a desk lived on is not there any more; the message is its path."""


async def serve(config: Settings) -> None:
    """Run until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with _place(config) as place, server.listen(config) as listener:
        async with (
            running(config, place=place) as program,
            server.serving(program.site, listener, config.proxies) as address,
        ):
            print(f"Huiyin 回音  {address}", flush=True)
            if await program.desk.db.write(holding.is_held):
                print(*(program.desk.wording.text(lang, "held-at-start") for lang in LANGUAGES), sep="\n", flush=True)
            notify.tell("READY=1")
            await stop.wait()
            notify.tell("STOPPING=1")


@contextmanager
def _place(config: Settings) -> Iterator[Path]:
    """What is this process's own is named by it; on a SQLite file there is only one."""
    if config.server:
        with instance.one_of_several(config.database) as place:
            yield place
    else:
        with instance.only_one(config.database):
            if not config.trial and instance.gone(config.database):
                raise Gone(config.database)
            yield config.database


def main() -> int:
    """Start the program; the exit code."""
    try:
        config = settings.load()
        hidden = wecom.secrets(config.wecom) if config.wecom else ()
        known = [config.telegram, config.alarm_address, config.server, secret(config.metrics_token)]
        known += [config.heartbeat_address, *hidden]
        logs.set_up(config.log_level, *filter(None, known), structured=config.log_format == "json")
        for name, like in settings.unknown():
            log.warning("%s is no setting of ours and does nothing; is %s meant?", name, like)
        loop.run(serve(config))
    except ConfigError as error:
        from bot.check.files import explained  # the words are loaded only when they are needed

        print(f"huiyin: {explained(error)}", file=sys.stderr)
        return 2
    except Gone as error:
        from bot.check.files import spoken_here, words

        path = Path(str(error))
        print(f"huiyin: {words(spoken_here())('database-gone', path=str(path), beside=f'{path}*')}", file=sys.stderr)
        return 2
    except (WrongDatabase, instance.AlreadyRunning) as error:
        print(f"huiyin: {error}", file=sys.stderr)
        return 2
    except storage.Error as error:
        print(f"huiyin: {unusable(Path(config.shown), error)}", file=sys.stderr)
        return 1
    except ExceptionGroup as failed:
        if not (taken := _leaf(failed, Taken)):
            log.exception("the program failed")
        else:
            print(f"huiyin: {taken}", file=sys.stderr)
        return 1
    except Exception:  # through the log, which knows what must not be seen
        log.exception("the program failed")
        return 1
    return 0


def _leaf(failed: ExceptionGroup[Exception], kind: type[Exception]) -> BaseException | None:
    """The first failure of this kind, however deep."""
    found: BaseException | None = failed.subgroup(kind)
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]
    return found


if __name__ == "__main__":
    if sys.argv[1:]:
        from bot import cli

        sys.exit(cli.main())
    sys.exit(main())
