"""Settings, read once from the environment. Imports nothing of ours; docs/settings.md lists every one."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
DEMONSTRATION_SECRET = "demonstration-only-not-a-secret"
WHOLE_NUMBERS = (
    "TRUSTED_PROXY_HOPS", "SIGN_INS_PER_ADDRESS", "UPLOAD_LIMIT_MB", "LIST_LIMIT_MB", "MAIL_PER_MINUTE", "MAIL_PER_HOUR", "MAIL_PATIENCE",
)  # fmt: skip
MODES = ("demonstration", "production", "testing")


class SettingsError(RuntimeError):
    """The environment asks for something the application must refuse to start with."""


def setting(default: str, meaning: str) -> str:
    """A setting with its default, as the environment would spell it, and its meaning for the documentation."""
    value: str = field(default=default, metadata={"meaning": meaning, "default": default})
    return value


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that may differ between two installations. Each field is an environment variable of the same name."""

    TRACKER_MODE: str = setting("demonstration", "`demonstration`, or `production`, which refuses demonstration secrets and accounts")
    SECRET_KEY: str = setting(DEMONSTRATION_SECRET, "signs sessions and mailed links; at least 32 characters in production")
    DATABASE_URL: str = setting("", "SQLAlchemy address of the database; empty: SQLite under the instance folder")
    INSTANCE_PATH: str = setting("", "folder for the embedded database, files and outbox; empty: `instance/` beside the code")
    FILES_PATH: str = setting("", "folder for evidence and uploads, on every machine the same; empty: `files/` under the instance folder")
    PUBLIC_URL: str = setting("http://127.0.0.1:8000", "address people use, for the links in mail")
    TRUSTED_HOSTS: str = setting(
        "", "names it may be asked for by, separated by commas, `.example.org` with all below it; empty: in production that of PUBLIC_URL"
    )
    TRUSTED_PROXY_HOPS: str = setting("0", "how many proxies in front may be believed about address and scheme")
    MAIL_URL: str = setting("", "`smtp://user:password@host:587` or `smtps://...`; empty: messages go to `outbox/` in the instance folder")
    MAIL_SENDER: str = setting("Tracker <tracker@example.invalid>", "the From of what Tracker sends")
    MAIL_PER_MINUTE: str = setting("0", "most messages of mailings handed over in any minute, by all workers together; 0: no limit")
    MAIL_PER_HOUR: str = setting("0", "the same for any hour")
    MAIL_PATIENCE: str = setting("60", "seconds to wait for each answer of the mail server while sending a mailing")
    BOUNCES_PATH: str = setting("", "Maildir, mbox file or folder where failure reports and complaints arrive; empty: none are read")
    QUEUE_URL: str = setting("", "where background work waits; empty: an own SQLite file; else `redis://...` or `postgresql://...`")
    SIGN_INS_PER_ADDRESS: str = setting("60", "wrong passwords allowed an hour from one network address")
    UPLOAD_LIMIT_MB: str = setting("25", "largest upload accepted, in megabytes")
    LIST_LIMIT_MB: str = setting("300", "largest list accepted for import, in megabytes; a million electors take about 150")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Settings as `environ` gives them. Raises SettingsError when production would be unsafe."""
        settings = cls(**{f.name: environ[f.name] for f in fields(cls) if environ.get(f.name)})
        settings.check()
        return settings

    def check(self) -> None:
        """Raise SettingsError naming what must be mended before the application may start."""
        if self.TRACKER_MODE not in MODES:
            raise SettingsError(f"TRACKER_MODE must be one of {', '.join(MODES)}, not {self.TRACKER_MODE!r}")
        for name in WHOLE_NUMBERS:
            if not getattr(self, name).isdigit():
                raise SettingsError(f"{name} must be a whole number")
        if self.TRACKER_MODE == "production":
            self._check_production()

    def _check_production(self) -> None:
        if self.SECRET_KEY == DEMONSTRATION_SECRET or len(self.SECRET_KEY) < 32:
            raise SettingsError("SECRET_KEY must be set to at least 32 characters of your own in production")
        if not self.PUBLIC_URL.startswith("https://"):
            raise SettingsError("PUBLIC_URL must begin with https:// in production")

    @property
    def is_production(self) -> bool:
        return self.TRACKER_MODE == "production"

    @property
    def trusted_hosts(self) -> list[str]:
        """The hosts a request may name, without ports; empty: any, as nobody outside production sends one astray."""
        named = [host.strip().lower() for host in self.TRUSTED_HOSTS.split(",") if host.strip()]
        return named or ([urlsplit(self.PUBLIC_URL).hostname or ""] if self.is_production else [])

    @property
    def instance_path(self) -> Path:
        return Path(self.INSTANCE_PATH) if self.INSTANCE_PATH else ROOT / "instance"

    @property
    def files_path(self) -> Path:
        return Path(self.FILES_PATH) if self.FILES_PATH else self.instance_path / "files"

    @property
    def database_url(self) -> str:
        """The database's address; a bare `postgresql://` is read as the psycopg 3 driver."""
        if not self.DATABASE_URL:
            return f"sqlite:///{self.instance_path / 'tracker.db'}"
        if self.DATABASE_URL.startswith(("postgres://", "postgresql://")):
            return "postgresql+psycopg://" + self.DATABASE_URL.split("://", 1)[1]
        return self.DATABASE_URL

    def for_flask(self) -> dict[str, object]:
        """The same settings in the words Flask and its extensions use."""
        return {
            "SECRET_KEY": self.SECRET_KEY,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SETTINGS": self,
            "TESTING": self.TRACKER_MODE == "testing",
            "MAX_CONTENT_LENGTH": int(self.UPLOAD_LIMIT_MB) * 1024 * 1024 + 64 * 1024,
            "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.is_production,
            "BABEL_DEFAULT_LOCALE": "en",
            "BABEL_DEFAULT_TIMEZONE": "Europe/London",
            "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "tracker" / "translations"),
            "WTF_CSRF_TIME_LIMIT": None,
            "PREFERRED_URL_SCHEME": "https" if self.PUBLIC_URL.startswith("https") else "http",
        }
