"""Acts with their days, played in order: each finds the clock at the moment it is said to have been done."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from tracker.kernel import clock

Act = Callable[[], object]
MORNING = 9


class Timeline:
    """Acts to be played in the order of their days, and on one day in the order they were put down."""

    def __init__(self) -> None:
        self._acts: list[tuple[datetime, int, Act]] = []

    def on(self, day: date, act: Act, *, hour: int = MORNING) -> None:
        """Put down that `act` is done on `day` at `hour`, London time."""
        instant = clock.from_local(datetime.combine(day, time(hour)))
        self._acts.append((instant, len(self._acts), act))

    def play(self) -> None:
        """Do everything that lies in the past, the clock standing at each act's moment."""
        end = clock.now()
        for number, (instant, _order, act) in enumerate(sorted(self._acts, key=lambda known: known[:2])):
            if instant < end:
                with clock.standing_at(instant + timedelta(seconds=number % 3600)):
                    act()
