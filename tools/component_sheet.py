"""Draw every widget of the design system, in each theme and text size, to look at them together.

Usage: ``QT_QPA_PLATFORM=offscreen python -m tools.component_sheet OUT_DIRECTORY``
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.mark import NO_OPINION, scored
from euralens_desk.resources import resource
from euralens_desk.ui import widgets as kit
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.page import KeyHint
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.tokens import ThemeName

LEVELS = tuple(
    kit.LevelFace(str(place), word)
    for place, word in enumerate(("Insuffisant", "Faible", "Passable", "Bon", "Excellent"))
)
OPPOSED = kit.Spread((2, 3, 0, 3, 2), 0, 1)
STATES = (
    ("Complet", kit.ChipTone.GOOD, "check"),
    ("À vérifier", kit.ChipTone.INFORMATION, "search"),
    ("À visiter", kit.ChipTone.WARNING, "map-pin"),
    ("Réserve CT", kit.ChipTone.WARNING, "triangle-alert"),
    ("Non recevable", kit.ChipTone.ERROR, "circle-x"),
    ("Scellé", kit.ChipTone.NEUTRAL, "lock"),
    ("Avis en cours", kit.ChipTone.NEUTRAL, "clock"),
    ("Avis des lycéens", kit.ChipTone.STUDENTS, "triangle"),
    ("Labellisé", kit.ChipTone.GOOD, "award"),
    ("Nominé", kit.ChipTone.INFORMATION, "sprout"),
    ("En attente", kit.ChipTone.WARNING, "columns-2"),
)


class Painted(QWidget):
    """A place to try a painting function."""

    def __init__(
        self, look: Appearance, size: QSize, paint: Callable[[QPainter, QRectF], None]
    ) -> None:
        super().__init__()
        self._look = look
        self._size = size
        self._paint = paint
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Grow with the text."""
        return QSize(self._look.px(self._size.width()), self._look.px(self._size.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Call the function."""
        del event
        self._paint(QPainter(self), QRectF(self.rect()))


def row(*children: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Set widgets side by side."""
    line = QHBoxLayout()
    line.setSpacing(10)
    for child in children:
        line.addWidget(child)
    if stretch:
        line.addStretch(1)
    return line


def levels(look: Appearance) -> list[QHBoxLayout]:
    """Level buttons in their states, and groups."""
    rest, chosen, sealed = (kit.LevelButton(look, LEVELS[3], 3, 5) for _ in range(3))
    chosen.setChecked(True)
    sealed.set_sealed(True)
    nsp = kit.LevelButton(look, kit.LevelFace("NSP", "ne se prononce pas"))
    nsp.setChecked(True)
    group = kit.LevelGroup(look, LEVELS, "1.1 Ressources", not_applicable=True)
    group.show_mark(scored(2))
    other = kit.LevelGroup(look, LEVELS, "1.2 Milieux")
    other.show_mark(NO_OPINION)
    closed = kit.LevelGroup(look, LEVELS, "1.3 Climat")
    closed.set_sealed(True)
    away = kit.LevelGroup(look, LEVELS, "1.4 Lien")
    away.set_recused("Déport")
    touch = kit.LevelGroup(look, LEVELS[:3], "2.1 Financement", worded=True)
    touch.show_mark(scored(1))
    return [row(rest, chosen, sealed, nsp, away), row(group), row(other), row(closed), row(touch)]


def _cell(
    look: Appearance, cell: kit.HeatCell, current: bool, painter: QPainter, area: QRectF
) -> None:
    kit.paint_heat_cell(painter, area, look, cell, current=current)


def charts(look: Appearance) -> list[QHBoxLayout]:
    """Strips, bars, cells, gauges."""
    strip = kit.DistributionStrip(look, OPPOSED, "2.4 : avis opposés")
    crowd = kit.DistributionStrip(look, kit.Spread((0, 1, 9, 14, 6), 2, 3), "1.1")
    stacked = kit.StackedBar(look, kit.Spread((1, 3, 2, 0, 0), 4, None), "2.1", word="Faible")
    slim = kit.StackedBar(look, kit.Spread((0, 4, 9, 25, 20), 4), "x", word="Bon", counts=False)
    cells = [
        kit.HeatCell(kit.Spread((0, 0, 1, 6, 3), 0, 3), "3"),
        kit.HeatCell(OPPOSED, "1", debated=True),
        kit.HeatCell(kit.Spread((0, 2, 3, 1, 0), 4, 2), "2"),
        kit.HeatCell(kit.Spread((0, 0, 1, 2, 7), 0, 4), "4"),
        kit.HeatCell(kit.Spread((0, 0, 1, 0, 1), 8), "", too_few=True),
        kit.HeatCell(kit.Spread((1, 4, 20, 22, 15), 0, 3), "3", framed=True),
    ]
    painted = [
        Painted(look, QSize(56, 60), partial(_cell, look, cell, place == 1))
        for place, cell in enumerate(cells)
    ]
    ranks = kit.RankRange("6", 6, 4, 7, 8)
    rank = Painted(look, QSize(160, 40), lambda p, r: kit.paint_rank(p, r, look, ranks))
    gauge = kit.QuorumGauge(look, kit.Seats(9, 1, 1, 6), "10 sur 11, seuil 6")
    counts = kit.LevelCounts(look, LEVELS, (0, 2, 9, 19, 11))
    return [
        row(strip, crowd, stretch=False),
        row(stacked, slim, stretch=False),
        row(*painted, rank),
        row(gauge, kit.Text("10 sur 11, seuil 6", Role.CAPTION), stretch=False),
        row(counts, stretch=False),
    ]


def fields(look: Appearance) -> list[QHBoxLayout]:
    """Buttons, chips and fields."""
    primary = kit.Button(look, "Enregistrer", kit.ButtonKind.PRIMARY)
    off = kit.Button(look, "Indisponible")
    off.setEnabled(False)
    buttons = row(
        primary,
        kit.Button(look, "Importer…", icon="file-input"),
        kit.Button(look, "Voir tout", kit.ButtonKind.LINK),
        off,
        kit.IconButton(look, "ellipsis", "Autres actions"),
        kit.Button(look, "Ouvrir à côté", icon="file-text", small=True),
    )
    search = kit.SearchField(look, "Rechercher : titre, porteur, commune…")
    choice = kit.SegmentedChoice(
        look, "Vue", [(1, "Médiane"), (2, "Répartition"), (3, "Écart")], selected=1
    )
    vote = kit.SegmentedChoice(look, "P", [(1, "Attribution"), (2, "Nomination")], token="pri")
    vote.select(1)
    filters = kit.FilterChips(look, "Filtres")
    filters.set_filters([kit.Filter("", "Tous 8"), kit.Filter("c", "Complets 4")])
    combo = QComboBox()
    combo.addItems(["Agglomération"])
    check, radio = QCheckBox("À débattre (5)"), QRadioButton("CALL")
    check.setChecked(True)
    radio.setChecked(True)
    chips = [kit.Chip(look, text, tone, icon=icon) for text, tone, icon in STATES]
    counter = kit.Counter(look, "Attribution", value=6)
    return [
        buttons,
        row(search, QLineEdit("Liévin"), stretch=False),
        row(choice, vote),
        row(filters, combo, check, radio, counter),
        row(*chips[:6]),
        row(*chips[6:]),
    ]


def messages(look: Appearance) -> list[QWidget]:
    """Notes, dialog, hints, indicator."""
    warning = kit.Note(
        look,
        kit.NoteKind.WARNING,
        "Une fiche existe en deux versions.",
        "Celle du 28 novembre est plus récente. Les deux sont gardées.",
        [Offer("Garder 2024", print), Offer("Garder 2025", print)],
    )
    error = kit.Note(
        look, kit.NoteKind.ERROR, "Ce fichier n’a pas pu être lu.", "Rien n’a changé.", banner=True
    )
    information = kit.Note(
        look,
        kit.NoteKind.INFORMATION,
        "Vous découvrez le logiciel ?",
        "La visite guidée prend cinq minutes.",
        [Offer("Commencer la visite", print)],
        banner=True,
        closable=True,
    )
    sealed = kit.Note(look, kit.NoteKind.SEALED, "Séance scellée.", "Lecture seule.", banner=True)
    saved = kit.SavedIndicator(look)
    saved.show_saved("Enregistré 14:03:22")
    failed = kit.SavedIndicator(look)
    failed.show_failure("Non enregistré : clé absente.")
    hints = kit.KeyHintBar(
        look,
        [
            KeyHint(("0", "–", "4"), "noter et avancer"),
            KeyHint(("Retour arr.",), "effacer"),
            KeyHint(("Ctrl", "↓"), "dossier suivant"),
        ],
    )
    line = QWidget()
    line.setLayout(row(saved, failed))
    return [warning, error, information, sealed, line, hints]


def panels(look: Appearance) -> list[QWidget]:
    """Steps, cards, recents, states."""
    done, now, later = kit.StepState.DONE, kit.StepState.CURRENT, kit.StepState.TO_COME
    steps = kit.PromotionStepper(
        look,
        [
            kit.Step("Appel", done, "Équipe d’instruction", "26 reçues", "Clos le 31 mai"),
            kit.Step("Présélection", done, "Équipe", "8 retenus", "2 réponses à envoyer", True),
            kit.Step("Avis", now, "Experts", "Experts 9/12", "3 experts n’ont pas rendu", True),
            kit.Step("Suivi", later, "PMA", "Valorisation", "Commence après"),
        ],
    )
    assistant = kit.AssistantSteps(look, ["Fichier", "Correspondance", "Import"], 1)
    create = kit.ChoiceCard(
        look, "file-plus", "Créer un registre", "Une nouvelle promotion : appel.", keys="Ctrl+N"
    )
    sample = kit.ChoiceCard(
        look, "flask-conical", "Essayer", "Huit vrais dossiers, notes inventées.", dashed=True
    )
    ways = QWidget()
    ways.setLayout(row(create, sample, stretch=False))
    recent = kit.Card(look, "Récents", ruled=True, flush=True)
    recent.add_beside_title(kit.Chip(look, "2"))
    recent.add_to_head(kit.Button(look, "Tout retirer", kit.ButtonKind.LINK, small=True))
    absent = "Support absent : rebranchez la clé ou retirez de la liste"
    for file in (
        kit.RecentFile("Promotion 2022.euralens", "Documents", "Comité le 8 décembre", "14 h 03"),
        kit.RecentFile("Essai.euralens", "Clé", absent, "3 novembre", kit.RecentState.ABSENT),
    ):
        recent.body.addWidget(kit.RecentRow(look, file))
    answers = kit.AnswerSquares(
        look, [kit.Answerer("CD", "C. D.", True), kit.Answerer("BV", "B. V.", False)]
    )
    digits = [kit.DigitBox(look, name, LEVELS) for name in ("Compréhension", "Enjeux", "Intérêt")]
    digits[0].show_level(3)
    digits[1].show_level(None, "–")
    digits[2].show_level(None, current=True)
    ballots = QWidget()
    ballots.setLayout(row(*digits, stretch=False))
    return [steps, assistant, ways, recent, answers, ballots]


def states(look: Appearance) -> list[QWidget]:
    """Empty and loading states."""
    actions = [kit.Button(look, "Importer…", kit.ButtonKind.PRIMARY, icon="file-input")]
    empty = kit.EmptyState(look, "Aucun dossier", "Importez le fichier.", actions)
    closed = kit.EmptyState(look, "Déport", "Dossier fermé.", icon="lock", hatched=True)
    loading = kit.LoadingState(look, "Lecture des pièces : 5 sur 8", "La saisie reste possible.")
    loading.show_progress("Lecture des pièces : 5 sur 8", 5, 8)
    return [empty, closed, loading]


def sheet(look: Appearance) -> QWidget:
    """Return everything in two columns beside the rail."""
    page = QWidget()
    across = QHBoxLayout(page)
    across.setContentsMargins(0, 0, 0, 0)
    items = [
        kit.RailItem("home", "house", "Accueil"),
        kit.RailItem("dossiers", "folder-open", "Dossiers", "Ctrl+3"),
        kit.RailItem("settings", "settings", "Réglages", foot=True),
    ]
    rail = kit.NavigationRail(look, items, "Promotion 2022")
    rail.select("dossiers")
    rail.set_badge("dossiers", "8")
    narrow = kit.NavigationRail(look, items)
    narrow.set_collapsed(True)
    narrow.select("home")
    left, right = QVBoxLayout(), QVBoxLayout()
    for column in (left, right):
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
    left.addLayout(row(kit.TipsMark(look, 40), kit.Text("Composants", Role.TITLE1)))
    for part in (fields, levels, charts):
        for line in part(look):
            left.addLayout(line)
    left.addStretch(1)
    for widget in (*panels(look), *messages(look)):
        right.addWidget(widget)
    right.addLayout(row(*states(look), stretch=False))
    right.addStretch(1)
    across.addWidget(rail)
    across.addWidget(narrow)
    across.addLayout(left)
    across.addLayout(right, 1)
    return page


def main(folder: Path) -> None:
    """Write one picture for each theme and each text size tried."""
    application = QApplication([])
    look = Appearance(resource())
    look.install(application)
    page = sheet(look)
    page.setGeometry(QRect(0, 0, 1760, 1500))
    page.show()
    page.activateWindow()
    for theme in ThemeName:
        for percent in (100, 150):
            look.set_theme(theme)
            look.set_text_percent(percent)
            page.resize(1760 if percent == 100 else 2500, 1500 if percent == 100 else 2200)
            group = page.findChildren(kit.LevelGroup)[1]
            group.setFocus()
            application.processEvents()
            application.processEvents()
            page.grab().save(str(folder / f"components-{theme.value}-{percent}.png"))
    dialog = kit.ConfirmDialog(
        look,
        "Sceller la séance ?",
        "Les votes et les motifs ne pourront plus être modifiés.",
        "Sceller la séance",
        "Continuer la séance",
        icon="lock",
        parent=page,
    )
    look.set_theme(ThemeName.LIGHT)
    look.set_text_percent(100)
    dialog.open()
    toast = kit.ToastBar(look, page)
    toast.say("Kit fusionné : 8 fiches.", Offer("Annuler", print), "Ctrl+Z")
    application.processEvents()
    dialog.grab().save(str(folder / "components-dialog.png"))
    toast.grab().save(str(folder / "components-toast.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
