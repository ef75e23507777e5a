"""Workbooks as many offices would make them of the same dossiers, drawn from a seed.

Each variant has other headings, another order, other writings of dates, amounts, lists and
telephones, and another mess around the table; the truth stays the same.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

Value: TypeAlias = Any
Record: TypeAlias = Mapping[str, Value]

THEMES = ("mobilité douce", "culture", "eau", "énergie", "alimentation", "habitat", "santé")
PLACES = ("Lens", "Béthune", "Carvin", "Liévin", "Barlin", "Harnes", "Hénin-Beaumont", "Bruay")
AGGLOMERATIONS = ("CALL", "CAHC", "CABBALR")
STRUCTURES = ("Ville de {}", "Association Les Amis de {}", "SCIC {} Énergie", "Régie {} Habitat")
KINDS = ("Commune", "Association", "Entreprise", "Établissement public")
PARTNERS = ("Région Hauts-de-France", "ADEME", "CAF du Pas-de-Calais", "CD2E", "État")
FIGURES = ("12 emplois", "3,5 hectares", "1 700 m²", "200 à 400 repas", "30 places")
STEPS = ("Études en 2022, puis concertation", "Travaux au printemps 2023", "Ouverture fin 2024")


def records(random: Random, number: int) -> list[dict[str, Value]]:
    """Return dossiers that nobody made, some of them with empty fields."""
    return [_record(random, place) for place in range(1, number + 1)]


def _record(random: Random, place: int) -> dict[str, Value]:
    town = random.choice(PLACES)
    leaders = random.sample([shape.format(town) for shape in STRUCTURES], random.choice((1, 1, 2)))
    month, day = random.randint(1, 12), random.randint(1, 28)
    return {
        "number": f"2023-{place:02d}",
        "title": f"{random.choice(('La maison', 'Le jardin', 'La halle', 'L’atelier'))} n°{place} de {town}",
        "project_leaders": tuple(leaders),
        "leader_type": random.choice(KINDS),
        "themes": tuple(random.sample(THEMES, random.randint(1, 3))),
        "partners": tuple(random.sample(PARTNERS, random.randint(0, 3))),
        "location": f"Rue de l’Égalité, {town}",
        "municipalities": (town,),
        "agglomeration": random.choice(AGGLOMERATIONS),
        "key_figures": tuple(random.sample(FIGURES, random.randint(0, 2))),
        "timeline": tuple(STEPS[: random.randint(0, 3)]),
        "summary": f"Un lieu ouvert à tous, à {town} ; il accueille habitants, écoles et associations.",
        "contact_role": random.choice(("Direction", "Chargée de projet", "Présidence")),
        "contact_email": f"projet{place}@example.org",
        "contact_phone": f"03 21 00 {place:02d} {random.randint(10, 99)}",
        "website": random.choice((f"www.projet{place}.example.org", "")),
        "budget_amount": Decimal(
            random.choice((random.randint(20, 3000) * 1000, 2_980_000, 389_000))
        ),
        "received_on": date(2023, month, day),
        "starts_on": date(2024, random.randint(1, 12), random.randint(1, 28)),
    }


# The writings -----------------------------------------------------------------------------------

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre"),
    *("octobre", "novembre", "décembre"),
)
ENGLISH = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
Write: TypeAlias = Callable[[Value], Value]


def _in_words(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


DATES: Mapping[str, Write] = {
    "typed": lambda day: day,
    "iso": lambda day: day.isoformat(),
    "figures": lambda day: f"{day:%d/%m/%Y}",
    "minutes": lambda day: f"{day:%d/%m/%Y} 14:03",
    "short": lambda day: f"{day:%d/%m/%y}",
    "points": lambda day: f"{day.day}.{day.month}.{day.year}",
    "words": _in_words,
    "english": lambda day: f"{ENGLISH[day.month - 1]} {day.day}, {day.year}",
    "weekday": lambda day: f"le {_in_words(day)} à 9h30",
    "zone": lambda day: f"{day.isoformat()} 14:03:22 +0200",
    "serial": lambda day: (day - date(1899, 12, 30)).days,
}


def _grouped(amount: Decimal, mark: str) -> str:
    return f"{amount:,.0f}".replace(",", mark)


def _short(amount: Decimal) -> str:
    return f"{amount.normalize():f}".replace(".", ",")


AMOUNTS: Mapping[str, Write] = {
    "number": int,
    "spaces": lambda amount: f"{_grouped(amount, ' ')} €",
    "narrow": lambda amount: f"{_grouped(amount, chr(0x202F))}{chr(0xA0)}€",
    "points": lambda amount: f"{_grouped(amount, '.')},00 €",
    "thousands": lambda amount: f"{_short(amount / 1000)} k€",
    "millions": lambda amount: f"{_short(amount / 1_000_000)} M€",
    "tax": lambda amount: f"{_grouped(amount, ' ')} € HT",
    "about": lambda amount: f"environ {_grouped(amount, ' ')} euros",
}
LISTS: Mapping[str, Write] = {
    "slash": " / ".join,
    "comma": ", ".join,
    "semicolon": " ; ".join,
    "tight": ";".join,
    "lines": "\n".join,
    "bullets": lambda items: "\n".join(f"• {item}" for item in items),
    "dashes": lambda items: "\n".join(f"- {item}" for item in items),
}
PHONES: Mapping[str, Write] = {
    "pairs": lambda phone: phone,
    "points": lambda phone: phone.replace(" ", "."),
    "number": lambda phone: int(phone.replace(" ", "")),
    "abroad": lambda phone: f"+33 {phone[1:]}",
}
EMPTY = ("", "", "", "-", "néant", "N/A", "sans objet")
LISTED = ("project_leaders", "themes", "partners", "municipalities", "key_figures", "timeline")
SENTENCES = ("key_figures", "timeline")


@dataclass(frozen=True)
class Style:
    """How a variant writes its values."""

    dates: str = "typed"
    amounts: str = "number"
    lists: str = "slash"
    phones: str = "pairs"
    empty: Sequence[str] = EMPTY

    def written(self, name: str, value: Value, random: Random) -> Value:
        """Return a value as a cell of this style."""
        if value in ("", (), None):
            return random.choice(self.empty)
        if name in LISTED:
            if name in SENTENCES and self.lists in ("comma", "semicolon", "tight"):
                return "\n".join(value)
            return LISTS[self.lists](value)
        if isinstance(value, date):
            return DATES[self.dates](value)
        if isinstance(value, Decimal):
            return AMOUNTS[self.amounts](value)
        return PHONES[self.phones](value) if name == "contact_phone" else value


# The files --------------------------------------------------------------------------------------


@dataclass
class Sheet:
    """A sheet being made: rows of plain values, and what is said of them."""

    rows: list[list[Value]]
    name: str = "Feuil1"
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)


def workbook_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Return the sheets as an xlsx file."""
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for made in sheets:
        sheet = book.create_sheet(made.name)
        for row in made.rows:
            sheet.append([value if value != "" else None for value in row])
        for area in made.merged:
            sheet.merge_cells(area)
        for row_number in made.hidden_rows:
            sheet.row_dimensions[row_number].hidden = True
        for letters in made.hidden_columns:
            sheet.column_dimensions[letters].hidden = True
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def csv_bytes(sheet: Sheet, separator: str, encoding: str) -> bytes:
    """Return a sheet as Excel in French saves it again."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    for row in sheet.rows:
        writer.writerow([_as_csv(value) for value in row])
    return text.getvalue().encode(encoding, "replace")


def _as_csv(value: Value) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def ods_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Return the sheets as an ods file (numbers typed, dates typed, the rest text)."""
    body = "".join(_ods_table(sheet) for sheet in sheets)
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{names}:office:1.0"'
        f' xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0" office:version="1.2">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
        f' xmlns:manifest="{names}:manifest:1.0"><manifest:file-entry manifest:full-path="/"'
        ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return data.getvalue()


def _ods_table(sheet: Sheet) -> str:
    spans = {area.split(":")[0]: _spans(area) for area in sheet.merged}
    rows = "".join(
        "<table:table-row>"
        + "".join(
            _ods_cell(value, spans.get(f"{get_column_letter(column)}{number}", ""))
            for column, value in enumerate(row, 1)
        )
        + "</table:table-row>"
        for number, row in enumerate(sheet.rows, 1)
    )
    return f'<table:table table:name="{escape(sheet.name)}">{rows}</table:table>'


def _spans(area: str) -> str:
    left, top, right, bottom = (side or 0 for side in range_boundaries(area))
    across, down = right - left + 1, bottom - top + 1
    return f' table:number-columns-spanned="{across}" table:number-rows-spanned="{down}"'


def _ods_cell(value: Value, spans: str = "") -> str:
    if value == "":
        return f"<table:table-cell{spans}/>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        return (
            f"<table:table-cell {kind}{spans}><text:p>{value:%d/%m/%Y}</text:p></table:table-cell>"
        )
    if isinstance(value, int):
        kind = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {kind}{spans}><text:p>{value}</text:p></table:table-cell>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string"{spans}>{lines}</table:table-cell>'


# The variants -----------------------------------------------------------------------------------

WORDS: Mapping[str, tuple[str, ...]] = {
    "number": ("N° dossier", "Réf.", "Référence du dossier", "Numéro de dossier", "Réf. interne"),
    "title": (
        *("Intitulé du projet", "Nom du projet", "Libellé", "TITRE DU PROJET", "Projet"),
        *(
            "Intitulé de l’opération",
            "Nom du projet *",
            "Désignation du projet",
            "1. Titre du projet",
        ),
    ),
    "project_leaders": (
        *("Porteur", "Structure porteuse", "Maître d’ouvrage", "PORTEUR(S) DE PROJET", "Candidat"),
        *("Maitre d'ouvrage", "Porteur / Structure porteuse", "Organisme porteur", "Demandeur"),
    ),
    "leader_type": (
        "Type de porteur",
        "Type de structure",
        "Statut juridique",
        "Nature du porteur",
    ),
    "themes": ("Thématiques", "Thème(s)", "Thématique principale", "THEMATIQUE", "Domaines"),
    "partners": ("Partenaires", "Partenaires et soutiens", "Partenaires du projet", "Soutiens"),
    "location": (
        "Localisation",
        "Lieu",
        "Lieu d’implantation",
        "Localisation précise",
        "Implantation",
    ),
    "municipalities": ("Commune", "Commune(s) concernée(s)", "Ville", "Commune d’implantation"),
    "agglomeration": ("EPCI", "Agglo", "Agglomération", "EPCI / Agglo", "Intercommunalité"),
    "key_figures": ("Chiffres clés", "Chiffres-clés", "Quelques chiffres", "Données chiffrées"),
    "timeline": (
        "Calendrier",
        "Calendrier prévisionnel",
        "Planning",
        "Échéancier",
        "Calendrier / phasage",
    ),
    "summary": (
        "Résumé",
        "Description du projet",
        "Résumé (5 lignes maxi)",
        "Présentation du projet",
    ),
    "contact_role": ("Fonction du contact", "Contact (fonction)", "Fonction", "Qualité du contact"),
    "contact_email": ("Courriel", "E-mail", "Mail", "Adresse mail", "Mél"),
    "contact_phone": ("Téléphone", "Tél.", "Tél", "Numéro de téléphone", "N° de tél."),
    "website": ("Site internet", "Site web", "Site", "URL", "Lien internet"),
    "budget_amount": (
        *(
            "Budget prévisionnel",
            "Coût total HT",
            "Budget total\n(€ TTC)",
            "Coût du projet",
            "Budget",
        ),
        *("Montant total du projet", "Coût total (en €)"),
    ),
    "received_on": ("Date de dépôt", "Reçu le", "Déposé le", "Date de réception", "Date dépôt"),
    "starts_on": ("Date de démarrage", "Début du projet", "Démarrage", "Début des travaux"),
}
OTHERS = (
    "Observations",
    "Avis du service",
    "Code INSEE",
    "Subvention demandée",
    "Date de la visite",
)
GROUPS = ("Dossier", "Projet", "Porteur", "Territoire", "Calendrier et budget")


@dataclass(frozen=True)
class Variant:
    """A file, and what is to be read of it."""

    name: str
    file: str
    data: bytes
    truth: Sequence[Record]


def variants(seed: int, number: int) -> Iterator[Variant]:
    """Yield so many variants, the same ones for the same seed."""
    for place in range(number):
        yield _variant(Random(f"{seed}/{place}"), place)


def _variant(random: Random, place: int) -> Variant:
    names = [n for n in WORDS if n in ("title", "project_leaders") or random.random() > 0.12]
    if random.random() < 0.7:
        random.shuffle(names)
    style = Style(
        random.choice([*DATES]),
        random.choice([*AMOUNTS]),
        random.choice([*LISTS]),
        random.choice([*PHONES]),
    )
    truth = records(random, random.randint(4, 9))
    heads = [_heading(random, name) for name in names]
    rows: list[list[Value]] = [
        [style.written(name, record[name], random) for name in names] for record in truth
    ]
    if random.random() < 0.6:
        _add_others(random, heads, rows)
    sheet = Sheet([heads, *rows], random.choice(("Feuil1", "Candidatures", "Suivi 2023")))
    mess = _mess(random, sheet)
    kept = [{name: record[name] for name in names} for record in truth]
    ending, data = _saved(random, sheet)
    told = f"{place} {ending} {style.dates} {style.amounts} {style.lists} {style.phones} {mess}"
    return Variant(told, f"variant{place}.{ending}", data, kept)


def _heading(random: Random, name: str) -> str:
    word = random.choice(WORDS[name])
    shape = random.random()
    if shape < 0.15:
        return word.upper()
    if shape < 0.25:
        return word.replace(" ", "\n", 1)
    return f"  {word} " if shape < 0.32 else word


def _add_others(random: Random, heads: list[str], rows: list[list[Value]]) -> None:
    """Add columns that have no field: their texts are kept aside."""
    for head in random.sample(OTHERS, random.randint(1, 3)):
        column = random.randint(0, len(heads))
        heads.insert(column, head)
        for place, row in enumerate(rows):
            row.insert(column, f"x{place} à voir")


def _mess(random: Random, sheet: Sheet) -> str:
    """Put around the table what offices put around tables."""
    done = []
    width = len(sheet.rows[0])
    if random.random() < 0.3:
        sheet.rows.append(["Total", *[""] * (width - 2), 9])
        done.append("total")
    if random.random() < 0.3:
        sheet.rows += [[""] * width, ["* montants à confirmer par les porteurs"]]
        done.append("note")
    if random.random() < 0.25:
        middle = random.randint(2, len(sheet.rows) - 1)
        sheet.rows.insert(middle, [""] * width)
        done.append("blank row")
    if random.random() < 0.3:
        column = random.randint(0, width)
        for row in sheet.rows:
            if column <= len(row):
                row.insert(column, "")
        width += 1
        done.append("blank column")
    if random.random() < 0.3:
        groups = [GROUPS[place * len(GROUPS) // width] for place in range(width)]
        first = [g if not place or groups[place - 1] != g else "" for place, g in enumerate(groups)]
        sheet.rows.insert(0, [*first])
        done.append("groups")
    if random.random() < 0.4:
        above = [["Suivi des candidatures au label, année 2023"], ["mis à jour le 12/06/2023"], []]
        sheet.rows[:0] = above[: random.randint(1, 3)]
        sheet.merged.append("A1:D1")
        done.append("titles")
    return ", ".join(done)


def _saved(random: Random, sheet: Sheet) -> tuple[str, bytes]:
    shape = random.random()
    if shape < 0.5:
        extra = Sheet([["Lisez-moi"], ["Une ligne par dossier"]], "Lisez-moi")
        return "xlsx", workbook_bytes([extra, sheet] if random.random() < 0.5 else [sheet])
    if shape < 0.7:
        return "ods", ods_bytes([sheet])
    if shape < 0.9:
        return "csv", csv_bytes(sheet, ";", "cp1252")
    return "csv", csv_bytes(sheet, ",", "utf-8")


# The count --------------------------------------------------------------------------------------


@dataclass
class Score:
    """Fields right and expected, and those wrong without a word."""

    right: int = 0
    expected: int = 0
    told: int = 0
    silent: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add what another file gave."""
        self.right += other.right
        self.expected += other.expected
        self.told += other.told
        self.silent += other.silent

    @property
    def share(self) -> float:
        """The share of the expected fields that are right."""
        return self.right / max(1, self.expected)


def score(variant: Variant, told: Mapping[str, Any]) -> Score:
    """Compare the JSON of an import with the truth.

    A wrong or missing value is told when a remark is about its row, when the column is proposed as
    doubtful, or when its text is kept aside under its heading; silently wrong else.
    """
    result = Score()
    fields = {column["field"] for column in told["mapping"]}
    doubtful = {c["field"] for c in told["mapping"] if c["verdict"] == "doubtful" or c["remarks"]}
    found = told["dossiers"]
    for place, wanted in enumerate(variant.truth):
        row = found[place] if place < len(found) else {"fields": {}, "remarks": []}
        remarks = [r for r in row["remarks"] if r["level"] != "information"]
        for name, value in wanted.items():
            read, right = row["fields"].get(name), as_told(value)
            result.expected += 1
            if read == right:
                result.right += 1
            elif remarks or name in doubtful or (read is None and name not in fields):
                result.told += 1
            else:
                result.silent.append(f"{variant.name}: {name} {read!r} for {right!r}")
    for row in found[len(variant.truth) :]:
        result.silent.append(f"{variant.name}: a dossier of row {row['row']} that is none")
    return result


def as_told(value: Value) -> Value:
    """Return a value as the JSON of an import has it; None when it is empty."""
    if isinstance(value, tuple):
        return list(value) or None
    if isinstance(value, date):
        return value.isoformat()
    return str(value) or None
