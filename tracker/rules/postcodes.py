"""UK postcodes: whether one can be one, and the one way of writing it."""

import re
import unicodedata
from functools import lru_cache
from itertools import product

# Every area in which people live, the Crown dependencies (GY, IM, JE) and British forces post (BF) with them.
AREAS = frozenset("""
    AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU
    GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH
    PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
""".split())

# The letters C, I, K, M, O and V are never among the last two: they are misread too easily.
_POSTCODE = re.compile(r"([A-Z]{1,2})([0-9][0-9A-Z]?)([0-9][ABD-HJLNP-UW-Z]{2})")
_LONGEST = 40
_MISREAD = {"O": "O0", "0": "O0", "I": "I1", "1": "I1", "L": "L1"}


def normalise_postcode(text: str) -> str | None:
    """`text` in capitals with one space before the last three characters; None when it can be no UK postcode.

    Spaces are of no account, wherever they stand. That the postcode exists is not checked, only that it could.
    """
    return _remembered(text) if len(text) <= _LONGEST else None


def outcode(postcode: str) -> str | None:
    """The part before the space, "CF11" of "CF11 9HA"; None when it can be no UK postcode."""
    written = normalise_postcode(postcode)
    return written.split(" ")[0] if written else None


def likely_postcode(text: str) -> str | None:
    """What was likely meant where O and 0, I and 1 or L and 1 were taken for each other; None unless there is one answer."""
    letters = _compact(text)
    if not 5 <= len(letters) <= 7:
        return None
    readings = ("".join(reading) for reading in product(*(_MISREAD.get(letter, letter) for letter in letters)))
    written = {postcode for reading in readings if (postcode := normalise_postcode(reading))}
    likely = {postcode for postcode in written if postcode.split(" ")[0][-1] not in "OIL"}  # no district ends with these
    return likely.pop() if len(likely) == 1 else None


@lru_cache(maxsize=1 << 16)
def _remembered(text: str) -> str | None:
    found = _POSTCODE.fullmatch(_compact(text))
    if found is None or found[1] not in AREAS:
        return None
    return f"{found[1]}{found[2]} {found[3]}"


def _compact(text: str) -> str:
    """`text` in capitals without spaces, nor marks that cannot be seen."""
    compact = "".join(text.split()).upper()
    if compact.isascii():
        return compact
    return "".join(letter for letter in compact if unicodedata.category(letter) != "Cf")
