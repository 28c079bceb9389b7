"""There is always an administrator: whoever would be the last stays."""

from flask_babel import gettext

from tracker.accounts.models import Account
from tracker.accounts.queries import administrators
from tracker.kernel.errors import Refused
from tracker.kernel.turns import take_turn


def keep_an_administrator(*, without: Account) -> None:
    """Raise Refused if `without` is the last who can sign in and is an administrator without an end.

    Where nobody is one without an end, the last at all stays. Two administrators who remove each other at the same
    moment take turns here, so that the second is refused.
    """
    take_turn("administrators")
    lasting = administrators(lasting=True)
    if (lasting or administrators(lasting=False)) == {without.id}:
        raise Refused(gettext(
            "This is the last administrator. First let somebody else be administrator without an end, and let them sign in once."
        ))
