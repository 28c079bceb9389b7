"""`flask worker`: does what pages put off: mail, imports."""

import click
from flask.cli import ScriptInfo

from config import SettingsError
from tracker.accounts.demonstration import refuse_in_production
from tracker.kernel import jobs


@click.command("worker")
@click.pass_obj
def worker(info: ScriptInfo) -> None:
    """Do the work that pages put in the queue, until a signal."""
    app = info.load_app()
    try:
        with app.app_context():
            refuse_in_production()
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    jobs.run_worker(app)
