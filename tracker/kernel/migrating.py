"""Running the migrations on the database of the application at hand. The web server does without: see `schema`."""

from alembic import command
from alembic.config import Config

from tracker.kernel.schema import FOLDER

NEWEST = "head"


def alembic_settings() -> Config:
    """What Alembic needs to know; the database it finds through the application."""
    settings = Config(str(FOLDER / "alembic.ini"))
    settings.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return settings


def upgrade(to: str = NEWEST) -> None:
    """Run the migrations up to `to`."""
    command.upgrade(alembic_settings(), to)


def downgrade(to: str) -> None:
    """Undo the migrations after `to`; `base` undoes all of them."""
    command.downgrade(alembic_settings(), to)
