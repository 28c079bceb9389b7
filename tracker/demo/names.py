"""Names nobody has: a Welsh or English first name, a middle one, and a surname that says it is invented."""

from collections.abc import Iterator

FIRST = (
    "Siân", "Dafydd", "Mair", "Gareth", "Elin", "Huw", "Nerys", "Owain", "Rhiannon", "Tomos", "Angharad", "Ieuan", "Carys",
    "Emyr", "Ffion", "Geraint", "Heledd", "Iolo", "Lowri", "Meirion", "Nest", "Pryderi", "Rhodri", "Sioned", "Tegwen", "Wyn",
    "Anwen", "Bethan", "Cerys", "Delyth", "Eirlys", "Gwenllian", "Hywel", "Idris", "Llŷr", "Meleri", "Non", "Peredur", "Tudur",
    "Alice", "Brian", "Clare", "David", "Farah", "George", "Hannah", "Imran", "Joan",
)  # fmt: skip
LAST = (
    "Bowen", "Pugh", "Rees", "Howells", "Probert", "Vaughan", "Prosser", "Bevan", "Parry", "Llwyd", "Meredith", "Powell",
    "Tudor", "Gwynne", "Hopkin", "Jenkin", "Lewis", "Mathias", "Nicholas", "Pritchard", "Roderick", "Treharne", "Watkin", "Yorath",
    "Ahmed", "Begum", "Carter", "Doyle", "Evans", "Fisher", "Griffith", "Hughes", "Islam", "Jones", "Khan", "Lloyd", "Morgan",
)  # fmt: skip
MARKS = ("Example", "Sample", "Invented", "Placeholder", "Demo")
WARDS = ("Ward One", "Ward Two", "Ward Three", "Ward Four", "Ward Five")
_STEP = 7919  # prime to every list's length, so that neighbours in the list are no neighbours in the alphabet


def invented_names(start: int = 0) -> Iterator[str]:
    """Names without end, the same on every run; each is met again only after more than 400,000 others."""
    number = start
    while True:
        yield _name(number * _STEP)
        number += 1


def _name(number: int) -> str:
    number, first = divmod(number, len(FIRST))
    number, last = divmod(number, len(LAST))
    number, mark = divmod(number, len(MARKS))
    middle = number % (len(FIRST) + 1)
    given = FIRST[first] if middle == 0 else f"{FIRST[first]} {FIRST[middle - 1]}"
    return f"{given} {LAST[last]}-{MARKS[mark]}"
