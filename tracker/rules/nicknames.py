"""First names that are one name: short forms and the names they stand for.

Welsh and English spellings of the same familiar name are joined only where people use both. Names that merely look
alike (Siôn and Siân, Gwyn and Gwen) are not here.
"""

from collections.abc import Mapping

_SHORT_FORMS: Mapping[str, str] = {
    "alexander": "alex alec sandy", "alexandra": "alex sandra", "alfred": "alf alfie", "andrew": "andy drew",
    "anthony": "tony antony ant", "archibald": "archie", "arthur": "art", "barbara": "barb babs",
    "benjamin": "ben benny", "bernard": "bernie", "catherine": "cathy kate katie cath katherine kathryn kathy",
    "charles": "charlie chas chuck", "christine": "chris chrissie tina", "christopher": "chris kit",
    "daniel": "dan danny", "david": "dave davy dai dafydd", "deborah": "debbie deb debra", "derek": "del derrick",
    "dorothy": "dot dottie", "edward": "ed eddie ted teddy ned", "eleanor": "ellie nell nora",
    "elizabeth": "liz lizzie beth betty eliza libby", "frances": "fran", "francis": "frank", "frederick": "fred",
    "geoffrey": "geoff jeff jeffrey", "gerald": "gerry jerry", "gillian": "gill jill", "gregory": "greg",
    "harold": "harry hal", "henry": "harry hal", "ifor": "ivor", "jacqueline": "jackie jacqui",
    "james": "jim jimmy jamie", "janet": "jan", "jennifer": "jen jenny", "jessica": "jess", "john": "jack johnny",
    "jonathan": "jon jonny", "joseph": "joe joey", "joshua": "josh", "judith": "judy", "kenneth": "ken kenny",
    "lawrence": "larry laurie laurence", "leonard": "len lenny", "llewellyn": "llew llewelyn",
    "margaret": "maggie meg peggy marged", "martin": "marty martyn", "matthew": "matt", "maureen": "mo",
    "michael": "mick mike mickey", "nicholas": "nick nicky", "nicola": "nicky nikki", "pamela": "pam",
    "patricia": "pat tricia trish patsy", "patrick": "pat paddy", "peter": "pete", "philip": "phil phillip pip",
    "raymond": "ray", "rebecca": "becky bec", "richard": "dick rick ricky rich", "robert": "bob bobby rob robbie bert",
    "roger": "rodge", "ronald": "ron ronnie", "russell": "russ", "samantha": "sam", "samuel": "sam sammy",
    "sandra": "sandy", "stephen": "steve stephan steven steffan", "stuart": "stu stewart", "susan": "sue susie",
    "terence": "terry", "theodore": "theo ted", "thomas": "tom tommy", "timothy": "tim", "valerie": "val",
    "victoria": "vicky vicki tori", "vincent": "vince", "walter": "wally walt", "william": "bill billy will liam wil",
}


def _inverted() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for formal, short_forms in _SHORT_FORMS.items():
        for name in (formal, *short_forms.split()):
            names.setdefault(name, set()).add(formal)
    return {name: frozenset(formals) for name, formals in names.items()}


_FORMAL = _inverted()


def formal_names(name: str) -> frozenset[str]:
    """The full names a first name, given as its search key, may stand for; the name itself when none is known."""
    return _FORMAL.get(name) or frozenset({name})
