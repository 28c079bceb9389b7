"""The countries, the 43 police areas and the 22 Welsh principal council areas: GSS codes, names, membership.

Codes are those of the Office for National Statistics. Codes of council areas have gaps (Powys and Merthyr Tydfil were
given new ones), so they are listed, never counted through. An English police area goes by its English name in Welsh.
"""

from dataclasses import dataclass

from tracker.rules.directory import AreaKind

ENGLAND = "E92000001"
WALES = "W92000004"


@dataclass(frozen=True, slots=True)
class KnownArea:
    """One area; `parent` is the GSS code of the area it lies in."""

    gss: str
    kind: AreaKind
    name_en: str
    name_cy: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class KnownCouncil:
    """A Welsh principal council: the area it serves, the area's names, the council's own names, its police area."""

    gss: str
    area_en: str
    area_cy: str
    council_en: str
    council_cy: str
    police_area: str


COUNTRIES = (
    KnownArea(ENGLAND, AreaKind.COUNTRY, "England", "Lloegr"),
    KnownArea(WALES, AreaKind.COUNTRY, "Wales", "Cymru"),
)

ENGLISH_POLICE_AREAS = (
    ("E23000001", "Metropolitan"),
    ("E23000002", "Cumbria"),
    ("E23000003", "Lancashire"),
    ("E23000004", "Merseyside"),
    ("E23000005", "Greater Manchester"),
    ("E23000006", "Cheshire"),
    ("E23000007", "Northumbria"),
    ("E23000008", "Durham"),
    ("E23000009", "North Yorkshire"),
    ("E23000010", "West Yorkshire"),
    ("E23000011", "South Yorkshire"),
    ("E23000012", "Humberside"),
    ("E23000013", "Cleveland"),
    ("E23000014", "West Midlands"),
    ("E23000015", "Staffordshire"),
    ("E23000016", "West Mercia"),
    ("E23000017", "Warwickshire"),
    ("E23000018", "Derbyshire"),
    ("E23000019", "Nottinghamshire"),
    ("E23000020", "Lincolnshire"),
    ("E23000021", "Leicestershire"),
    ("E23000022", "Northamptonshire"),
    ("E23000023", "Cambridgeshire"),
    ("E23000024", "Norfolk"),
    ("E23000025", "Suffolk"),
    ("E23000026", "Bedfordshire"),
    ("E23000027", "Hertfordshire"),
    ("E23000028", "Essex"),
    ("E23000029", "Thames Valley"),
    ("E23000030", "Hampshire"),
    ("E23000031", "Surrey"),
    ("E23000032", "Kent"),
    ("E23000033", "Sussex"),
    ("E23000034", "City of London"),
    ("E23000035", "Devon and Cornwall"),
    ("E23000036", "Avon and Somerset"),
    ("E23000037", "Gloucestershire"),
    ("E23000038", "Wiltshire"),
    ("E23000039", "Dorset"),
)

WELSH_POLICE_AREAS = (
    ("W15000001", "North Wales", "Gogledd Cymru"),
    ("W15000002", "Gwent", "Gwent"),
    ("W15000003", "South Wales", "De Cymru"),
    ("W15000004", "Dyfed-Powys", "Dyfed-Powys"),
)

COUNCILS: tuple[KnownCouncil, ...] = (
    KnownCouncil(
        "W06000001", "Isle of Anglesey", "Ynys Môn",
        "Isle of Anglesey County Council", "Cyngor Sir Ynys Môn", "W15000001",
    ),
    KnownCouncil("W06000002", "Gwynedd", "Gwynedd", "Gwynedd Council", "Cyngor Gwynedd", "W15000001"),
    KnownCouncil(
        "W06000003", "Conwy", "Conwy",
        "Conwy County Borough Council", "Cyngor Bwrdeistref Sirol Conwy", "W15000001",
    ),
    KnownCouncil(
        "W06000004", "Denbighshire", "Sir Ddinbych",
        "Denbighshire County Council", "Cyngor Sir Ddinbych", "W15000001",
    ),
    KnownCouncil(
        "W06000005", "Flintshire", "Sir y Fflint",
        "Flintshire County Council", "Cyngor Sir y Fflint", "W15000001",
    ),
    KnownCouncil(
        "W06000006", "Wrexham", "Wrecsam",
        "Wrexham County Borough Council", "Cyngor Bwrdeistref Sirol Wrecsam", "W15000001",
    ),
    KnownCouncil(
        "W06000008", "Ceredigion", "Ceredigion",
        "Ceredigion County Council", "Cyngor Sir Ceredigion", "W15000004",
    ),
    KnownCouncil(
        "W06000009", "Pembrokeshire", "Sir Benfro",
        "Pembrokeshire County Council", "Cyngor Sir Penfro", "W15000004",
    ),
    KnownCouncil(
        "W06000010", "Carmarthenshire", "Sir Gaerfyrddin",
        "Carmarthenshire County Council", "Cyngor Sir Gaerfyrddin", "W15000004",
    ),
    KnownCouncil(
        "W06000011", "Swansea", "Abertawe",
        "City and County of Swansea Council", "Cyngor Abertawe", "W15000003",
    ),
    KnownCouncil(
        "W06000012", "Neath Port Talbot", "Castell-nedd Port Talbot",
        "Neath Port Talbot County Borough Council", "Cyngor Bwrdeistref Sirol Castell-nedd Port Talbot", "W15000003",
    ),
    KnownCouncil(
        "W06000013", "Bridgend", "Pen-y-bont ar Ogwr",
        "Bridgend County Borough Council", "Cyngor Bwrdeistref Sirol Pen-y-bont ar Ogwr", "W15000003",
    ),
    KnownCouncil(
        "W06000014", "Vale of Glamorgan", "Bro Morgannwg",
        "Vale of Glamorgan Council", "Cyngor Bro Morgannwg", "W15000003",
    ),
    KnownCouncil("W06000015", "Cardiff", "Caerdydd", "Cardiff Council", "Cyngor Caerdydd", "W15000003"),
    KnownCouncil(
        "W06000016", "Rhondda Cynon Taf", "Rhondda Cynon Taf",
        "Rhondda Cynon Taf County Borough Council", "Cyngor Bwrdeistref Sirol Rhondda Cynon Taf", "W15000003",
    ),
    KnownCouncil(
        "W06000018", "Caerphilly", "Caerffili",
        "Caerphilly County Borough Council", "Cyngor Bwrdeistref Sirol Caerffili", "W15000002",
    ),
    KnownCouncil(
        "W06000019", "Blaenau Gwent", "Blaenau Gwent",
        "Blaenau Gwent County Borough Council", "Cyngor Bwrdeistref Sirol Blaenau Gwent", "W15000002",
    ),
    KnownCouncil(
        "W06000020", "Torfaen", "Torfaen",
        "Torfaen County Borough Council", "Cyngor Bwrdeistref Sirol Torfaen", "W15000002",
    ),
    KnownCouncil(
        "W06000021", "Monmouthshire", "Sir Fynwy",
        "Monmouthshire County Council", "Cyngor Sir Fynwy", "W15000002",
    ),
    KnownCouncil(
        "W06000022", "Newport", "Casnewydd",
        "Newport City Council", "Cyngor Dinas Casnewydd", "W15000002",
    ),
    KnownCouncil("W06000023", "Powys", "Powys", "Powys County Council", "Cyngor Sir Powys", "W15000004"),
    KnownCouncil(
        "W06000024", "Merthyr Tydfil", "Merthyr Tudful",
        "Merthyr Tydfil County Borough Council", "Cyngor Bwrdeistref Sirol Merthyr Tudful", "W15000003",
    ),
)

AREAS: tuple[KnownArea, ...] = (
    *COUNTRIES,
    *(KnownArea(gss, AreaKind.POLICE_AREA, name, name, ENGLAND) for gss, name in ENGLISH_POLICE_AREAS),
    *(KnownArea(gss, AreaKind.POLICE_AREA, english, welsh, WALES) for gss, english, welsh in WELSH_POLICE_AREAS),
    *(KnownArea(one.gss, AreaKind.PRINCIPAL_COUNCIL, one.area_en, one.area_cy, one.police_area) for one in COUNCILS),
)
