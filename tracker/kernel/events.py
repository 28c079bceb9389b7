"""Typed events, for what a room above must do when something happens below it.

A service publishes; `create_app` lists who subscribes. Subscribers run at once, in the same unit of work: one that
raises Refused stops what was about to happen.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

Event = TypeVar("Event")

_SUBSCRIBERS: defaultdict[type[Any], list[Callable[[Any], object]]] = defaultdict(list)


def subscribe(kind: type[Event], call: Callable[[Event], object]) -> None:
    """Run `call` with every event of `kind`. Subscribing twice is the same as once."""
    if call not in _SUBSCRIBERS[kind]:
        _SUBSCRIBERS[kind].append(call)


def unsubscribe(kind: type[Event], call: Callable[[Event], object]) -> None:
    """Stop running `call` with events of `kind`."""
    _SUBSCRIBERS[kind].remove(call)


def publish(event: object) -> None:
    """Tell every subscriber of the event's own kind, in the order they subscribed."""
    for call in tuple(_SUBSCRIBERS[type(event)]):
        call(event)
