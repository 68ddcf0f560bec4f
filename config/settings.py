"""Settings: a handful of environment variables, or the same names in a file ``.env``.

Built once at start and passed as an argument.  docs/settings.md is made from this class.
"""

import ipaddress
import os
import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, HttpUrl, SecretStr, TypeAdapter, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from config.errors import ConfigError
from domain.keeping import Keeping

HERE = Path(__file__).parent
PLACE = Path("environment or .env")  # where a setting comes from
SERVERS = ("postgresql://", "postgres://")
ENV_FILE = Path(".env")
_OF_TESTS = ("HUIYIN_TEST_", "HUIYIN_CRASH_", "HUIYIN_POSTGRES_BIN", "HUIYIN_CHROMIUM")


class Settings(BaseSettings):
    """What one deployment decides."""

    model_config = SettingsConfigDict(env_prefix="HUIYIN_", env_file=".env", extra="ignore", frozen=True)

    database: Path = Field(
        Path("var/huiyin.db"),
        description="The SQLite file; photos lie beside it. Or the address of a database on a PostgreSQL server, "
        "`postgresql://huiyin@db.example.org/huiyin` (see [postgresql](postgresql.md)).",
    )
    folder: Path = Field(
        Path("var"), description="With PostgreSQL: where photos and spreadsheets lie, one folder for all processes."
    )
    server_url: SecretStr | None = Field(None, exclude=True)  # HUIYIN_DATABASE, when it names a server
    trial_database: Path = Field(
        Path("var/trial.db"),
        description="The SQLite file of a trial, so that its invented people never meet real ones. "
        "When only HUIYIN_DATABASE is set, a trial uses that.",
    )
    host: str = Field("127.0.0.1", description="The address the web server listens on.")
    port: int = Field(8080, ge=0, le=65535, description="The port the web server listens on; 0 = any free one.")
    proxies: str = Field(
        "127.0.0.1",
        description="The reverse proxies whose word is taken for the address of who asks (see "
        "[reverse proxy](reverse-proxy.md)): addresses or networks with commas between; empty = nobody's.",
    )
    community: Path = Field(
        HERE / "sample" / "community.toml",
        description="The community file (grids, buildings, phone numbers), or a folder of such files.",
    )
    categories: Path = Field(
        HERE / "categories.toml", description="The category file: kinds of problems, deadlines, words."
    )
    public_url: HttpUrl | None = Field(
        None,
        description="The address residents reach it at. Set: no trial pages, and the clock cannot be moved.",
    )
    web_chat: bool = Field(
        True,
        description="Whether residents can talk to it in a browser, at /chat (see [web chat](web-chat.md)); it takes "
        "HUIYIN_PUBLIC_URL.",
    )
    push_hosts: str = Field(
        "fcm.googleapis.com *.push.services.mozilla.com *.push.apple.com *.notify.windows.com",
        description="The push services that may be called, for browsers that want to be told when something is said to "
        "them; empty: none.",
    )
    telegram_token: SecretStr | None = Field(
        None, description="The token that BotFather gave. Set: the desk runs on Telegram, and the trial is off."
    )
    telegram_token_file: Path | None = Field(None, description="A file that holds the token, instead of the token.")
    telegram_base_url: HttpUrl = Field(
        HttpUrl("https://api.telegram.org"), description="The Bot API server, if it is not Telegram's own."
    )
    wecom: Path | None = Field(
        None,
        description="The file with the corps, apps and accounts of WeCom (see [wecom](wecom.md)). Set: the desk runs "
        "on WeCom, and the trial is off.",
    )
    media_limit_mb: int = Field(
        2000, ge=10, description="How much disk photos and voice messages may take; old photos shrink to thumbnails."
    )
    backup_folder: Path | None = Field(
        None,
        description="Where backups go (see [operations](operations.md)), best on another disk. Not set: into the "
        "folder `backups` beside the database.",
    )
    backup_hour: int = Field(
        3, ge=-1, le=23, description="The hour at which one is made every day, in the community's own time; -1 = never."
    )
    backup_daily: int = Field(7, ge=1, description="Of how many days the last backup is kept.")
    backup_weekly: int = Field(4, ge=0, description="Of how many weeks the last backup is kept, too.")
    keep_words_days: int = Field(
        365,
        ge=30,
        description="How many days after its end the words of a report are kept; then the case stays without.",
    )
    keep_photos_days: int = Field(
        365, ge=30, description="How many days after its end the photos of a report are kept."
    )
    keep_voice_days: int = Field(90, ge=7, description="How many days after its end voice messages are kept.")
    keep_log_days: int = Field(1095, ge=180, description="How many days it is kept who looked at or took out what.")
    alarm_command: Path | None = Field(
        None,
        description="A program that is run in danger, to ring a phone: it gets JSON on its standard input and has "
        "10 seconds (see [alarm](alarm.md)).",
    )
    alarm_url: SecretStr | None = Field(
        None, description="A web hook that the same JSON is posted to in danger; never shown, since it may hold a key."
    )
    model_url: SecretStr | None = Field(
        None,
        description="An OpenAI-compatible endpoint (`https://…/v1`) that is asked what the desk is unsure of. Set: "
        "masked words of residents leave this machine (see [plug-ins](plugins.md)).",
    )
    model_key: SecretStr | None = Field(None, description="The key for it, if it wants one; never shown.")
    model_name: str = Field("", description="The model it is to use.")
    model_timeout: float = Field(20, ge=1, le=60, description="How many seconds it may take; nobody waits for it.")
    model_budget: int = Field(
        500_000, ge=0, description="How many tokens it may use in a calendar month, for each community."
    )
    speech_url: SecretStr | None = Field(
        None,
        description="An OpenAI-compatible endpoint that writes down voice messages. Set: residents' voices leave this "
        "machine as they are (see [plug-ins](plugins.md)).",
    )
    speech_key: SecretStr | None = Field(None, description="The key for it, if it wants one; never shown.")
    speech_name: str = Field("", description="The model it is to use.")
    speech_timeout: float = Field(60, ge=1, le=300, description="How many seconds it may take; nobody waits for it.")
    speech_budget: int = Field(
        300, ge=0, description="How many minutes of speech it may hear in a calendar month, for each community."
    )
    open311_asks: int = Field(
        600, ge=1, description="How many requests a minute one address may send to [Open311](open311.md)."
    )
    heartbeat_url: SecretStr | None = Field(
        None,
        description="An address that is asked for every minute while all is well, at a service that calls somebody "
        "when nobody asks any more; never shown, since it may hold a key.",
    )
    metrics_token: SecretStr | None = Field(
        None,
        description="Set: `/metrics` answers Prometheus, and whoever else shows this token (see "
        "[operations](operations.md)); 16 characters or more, never shown.",
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")

    @model_validator(mode="before")
    @classmethod
    def _on_a_server(cls, values: dict[str, Any]) -> dict[str, Any]:
        """An address of a server is no file: what the desk keeps beside a file, it keeps in its folder."""
        said = str(values.get("database", ""))
        if said.startswith(SERVERS):
            folder = Path(values.get("folder") or "var")
            return {**values, "server_url": said, "database": folder / "huiyin.db"}
        return values

    log_format: Literal["text", "json"] = Field(
        "text", description="How the log is written: `text`, or `json` for programs."
    )

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return level.upper()

    @field_validator("proxies")
    @classmethod
    def _networks(cls, proxies: str) -> str:
        found = [each.strip() for each in proxies.split(",") if each.strip()]
        for each in found:
            ipaddress.ip_network(each)
        return ",".join(found)

    @field_validator("alarm_command", "backup_folder", "wecom", mode="before")
    @classmethod
    def _no_file(cls, path: object) -> object:
        return path or None  # an empty variable is none

    @property
    def server(self) -> str:
        """The address of the PostgreSQL server; empty: the database is a file."""
        return self.server_url.get_secret_value() if self.server_url else ""

    @property
    def shown(self) -> str:
        """Where the database is, as it may be said: without who and by which password."""
        return re.sub(r"//[^@/]*@", "//", self.server) or str(self.database)

    @property
    def there(self) -> bool:
        """Whether there is a database to look at."""
        return bool(self.server) or self.database.exists()

    @property
    def keeping(self) -> Keeping:
        """How long what is over is kept."""
        return Keeping(self.keep_words_days, self.keep_photos_days, self.keep_voice_days, self.keep_log_days)

    @property
    def backups(self) -> Path:
        """Where backups go."""
        return self.backup_folder or self.database.parent / "backups"

    @property
    def trial(self) -> bool:
        """Whether this is only a trial: invented people on this machine, a clock that can be moved."""
        return self.public_url is None and self.telegram is None and self.wecom is None

    @property
    def chats(self) -> bool:
        """Whether residents can talk to it in a browser."""
        return self.web_chat and (self.trial or self.public_url is not None)

    @property
    def telegram(self) -> str | None:
        """The token for Telegram, from the environment or its file."""
        if self.telegram_token_file is not None:
            return self.telegram_token_file.read_text(encoding="utf-8").strip() or None
        return self.telegram_token.get_secret_value().strip() or None if self.telegram_token else None

    @property
    def alarm_address(self) -> str | None:
        """The web hook that rings a phone."""
        return secret(self.alarm_url)

    @property
    def heartbeat_address(self) -> str | None:
        """The address that hears that all is well."""
        return secret(self.heartbeat_url)

    @property
    def model_address(self) -> str | None:
        """The endpoint of the language model."""
        return secret(self.model_url)

    @property
    def speech_address(self) -> str | None:
        """The endpoint that writes down what is said."""
        return secret(self.speech_url)

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the web server."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def secret(value: SecretStr | None) -> str | None:
    """What a secret setting holds; an empty variable is none."""
    return value.get_secret_value().strip() or None if value else None


TOKEN = re.compile(r"\d{1,20}:[\w-]{8,100}")
_EXAMPLES = {
    "database": "var/huiyin.db",
    "folder": "var",
    "trial_database": "var/trial.db",
    "host": "127.0.0.1",
    "port": "8080",
    "proxies": "127.0.0.1,10.0.0.0/8",
    "web_chat": "true",
    "media_limit_mb": "2000",
    "backup_hour": "3",
    "backup_daily": "7",
    "backup_weekly": "4",
    "keep_words_days": "365",
    "keep_photos_days": "365",
    "keep_voice_days": "90",
    "keep_log_days": "1095",
    "model_timeout": "20",
    "model_budget": "500000",
    "speech_timeout": "60",
    "speech_budget": "300",
    "open311_asks": "600",
    "log_level": "INFO",
    "log_format": "json",
    "telegram_base_url": "http://127.0.0.1:8081",
}


def unknown() -> list[tuple[str, str]]:
    """Settings that are set and mean nothing, each with the one that may be meant: a wrong letter is easily written."""
    known = {f"HUIYIN_{name.upper()}" for name in Settings.model_fields}
    written = ENV_FILE.read_text(encoding="utf-8", errors="replace") if ENV_FILE.is_file() else ""
    said = {*os.environ, *re.findall(r"^\s*(?:export\s+)?(HUIYIN_\w+)\s*=", written, re.MULTILINE)}
    strange = sorted(name for name in said - known if name.startswith("HUIYIN_") and not name.startswith(_OF_TESTS))
    return [(name, next(iter(get_close_matches(name, known, 1, 0.0)))) for name in strange]


def load() -> Settings:
    """The settings of this process.  Raises ``ConfigError`` naming the variable, with an example."""
    try:
        settings = Settings()
    except PermissionError as error:
        raise ConfigError(
            PLACE,
            str(error.filename),
            "belongs to another user; start this as the user who may read it",
            "chown huiyin .env",
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        example = _EXAMPLES.get(name, "https://desk.example.org" if name == "public_url" else "config/community.toml")
        raise ConfigError(
            PLACE, f"HUIYIN_{name.upper()}", f"{first['msg']} (it is {first['input']!r})", example
        ) from error
    _check_token(settings)
    _check_alarm(settings)
    _check_plugins(settings)
    _check_wecom(settings)
    _check_metrics(settings)
    said = settings.model_fields_set
    if settings.trial and ("trial_database" in said or "database" not in said):
        settings = settings.model_copy(update={"database": settings.trial_database, "server_url": None})
    if settings.trial and not settings.loopback:
        raise ConfigError(
            PLACE,
            "HUIYIN_HOST",
            "a trial lets every visitor act as the head, so it listens on this machine only; "
            "set HUIYIN_PUBLIC_URL for the real thing",
            "127.0.0.1",
        )
    return settings


def _check_token(settings: Settings) -> None:
    """Never shows the token."""
    name = "HUIYIN_TELEGRAM_TOKEN_FILE" if settings.telegram_token_file else "HUIYIN_TELEGRAM_TOKEN"
    try:
        token = settings.telegram
    except OSError as error:
        raise ConfigError(PLACE, name, f"cannot be read ({error.strerror})", "/run/secrets/telegram") from error
    if token is not None and not TOKEN.fullmatch(token):
        raise ConfigError(
            PLACE,
            name,
            "is not a token as BotFather gives it",
            "123456789:AAE…35 letters and digits",
        )


def _check_alarm(settings: Settings) -> None:
    """Tries nothing.  Never shows the address."""
    command, address = settings.alarm_command, settings.alarm_address
    if command and not (command.is_file() and os.access(command, os.X_OK)):
        what = f'"{command}" is not a program that can be run'
        raise ConfigError(PLACE, "HUIYIN_ALARM_COMMAND", what, "/usr/local/bin/ring-duty")
    if address and not _is_web(address):
        raise ConfigError(PLACE, "HUIYIN_ALARM_URL", "is not a web address", "https://hooks.example.org/ring")


def _check_wecom(settings: Settings) -> None:
    """What is in it, config/wecom.py looks at."""
    if settings.wecom and not settings.wecom.is_file():
        raise ConfigError(PLACE, "HUIYIN_WECOM", f'"{settings.wecom}" is not a file', "config/wecom.toml")


def _check_metrics(settings: Settings) -> None:
    """Never shows the token, nor the address."""
    if (address := settings.heartbeat_address) and not _is_web(address):
        raise ConfigError(PLACE, "HUIYIN_HEARTBEAT_URL", "is not a web address", "https://hc-ping.com/your-uuid")
    if (token := secret(settings.metrics_token)) and (len(token) < 16 or not token.isascii() or " " in token):
        what = "should be 16 or more letters and digits that nobody can guess"
        raise ConfigError(PLACE, "HUIYIN_METRICS_TOKEN", what, "openssl rand -hex 20")


def _check_plugins(settings: Settings) -> None:
    """Tries nothing.  Never shows an address."""
    for name, address, model, example in (
        ("MODEL", settings.model_address, settings.model_name, "qwen3-8b"),
        ("SPEECH", settings.speech_address, settings.speech_name, "whisper-1"),
    ):
        if address and not _is_web(address):
            raise ConfigError(PLACE, f"HUIYIN_{name}_URL", "is not a web address", "https://models.example.org/v1")
        if address and not model.strip():
            raise ConfigError(PLACE, f"HUIYIN_{name}_NAME", "is missing", example)


def _is_web(address: str) -> bool:
    try:
        TypeAdapter(HttpUrl).validate_python(address)
    except ValidationError:
        return False
    return True
