"""What every picture needs: room for words, even steps, shades."""

LEVELS = 5


def text_width(text: str, size: float = 13) -> float:
    """About how wide `text` is, in the units of `size`; a little generous, so that words do not touch."""
    return len(text) * size * 0.5


def shortened(text: str, room: float, size: float = 13) -> str:
    """`text`, or its beginning with an ellipsis where it would not fit `room`."""
    if text_width(text, size) <= room:
        return text
    return text[: max(1, int(room / (size * 0.5)) - 1)].rstrip() + "…"


def level(value: int, largest: int) -> int:
    """The shade of `value`: 0 for nothing, else 1 to 5, where 5 holds the largest."""
    if value <= 0 or largest <= 0:
        return 0
    return min(LEVELS, -(-value * LEVELS // largest))


def even_step(largest: int, steps: int = 4) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50, ... that reaches `largest` in at most `steps` steps."""
    unit = 1
    while True:
        for multiple in (1, 2, 5):
            if multiple * unit * steps >= largest:
                return multiple * unit
        unit *= 10
