"""Every route says who may use it, or the application does not start.

A guard sends strangers away before it looks for anything, so that nobody learns by guessing what exists. Then it loads
the object WITHIN its parent (not found otherwise), asks the access table, and only then calls the view with it.
A form sent twice (a double click) runs once: see `tracker.kernel.once`.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, current_app
from werkzeug.exceptions import NotFound

from tracker.kernel.once import first_time_only

View = TypeVar("View", bound=Callable[..., Any])
Authorise = Callable[[Any, Any], None]
_KEY = "tracker.authorise"


class UnguardedRoute(RuntimeError):
    """A route was registered without saying who may use it."""


def guard(permission: Any, load: Callable[..., Any] | None = None, *, strangers: bool = False) -> Callable[[View], View]:
    """Let in only who has `permission` over what `load` finds.

    `strangers`: who is not signed in may ask too, and is let in where the permission is everybody's; otherwise they are sent
    to sign in, whether there is such a thing or not.
    `load` takes the URL parts it names and answers one object or a tuple of them; the permission is asked of the last.
    The view gets the loaded objects first, then the URL parts the loader did not take.
    """
    taken = set(inspect.signature(load).parameters) if load else set()

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**parts: Any) -> Any:
            doorkeeper = current_app.extensions[_KEY]
            if not strangers:
                doorkeeper.admit()
            found = _found(doorkeeper, load, {name: parts[name] for name in taken}) if load else ()
            subjects = found if isinstance(found, tuple) else (found,)
            doorkeeper.authorise(permission, subjects[-1] if subjects else None)
            rest = {name: part for name, part in parts.items() if name not in taken}
            return first_time_only(lambda: view(*subjects, **rest))

        guarded.__dict__.update(guarded_by=permission, loads=load)
        return cast(View, guarded)

    return decorate


def _found(doorkeeper: "Doorkeeper", load: Callable[..., Any], parts: dict[str, Any]) -> Any:
    """What is there. Raises NotFound, but to a stranger what the doorkeeper raises for strangers."""
    try:
        return load(**parts)
    except NotFound:
        doorkeeper.admit()
        raise


def public(why: str) -> Callable[[View], View]:
    """Let everybody in, on purpose; `why` says so to the reader."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**parts: Any) -> Any:
            return first_time_only(lambda: view(**parts))

        guarded.__dict__["guarded_by"] = f"public: {why}"
        return cast(View, guarded)

    return decorate


@dataclass(frozen=True)
class Doorkeeper:
    """`admit` raises for a stranger, before anything is looked for; `authorise(permission, subject)` when the answer is no."""

    admit: Callable[[], None]
    authorise: Authorise


def register(app: Flask, doorkeeper: Doorkeeper) -> None:
    """Let `doorkeeper` decide."""
    app.extensions[_KEY] = doorkeeper


def refuse_unguarded(app: Flask) -> None:
    """Raise UnguardedRoute naming every route of `app` that says nothing about who may use it."""
    open_ones = sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and not hasattr(app.view_functions[rule.endpoint], "guarded_by")
    )
    if open_ones:
        raise UnguardedRoute(f"routes without a guard: {', '.join(open_ones)}")
