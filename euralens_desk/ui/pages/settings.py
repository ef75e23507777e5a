"""Settings: made of the table in ``settings.py``; each takes effect at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from euralens_desk.i18n import _
from euralens_desk.settings import CHOICES, Choice
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.page import Page, PageContext
from euralens_desk.ui.system_theme import apply_theme
from euralens_desk.ui.widgets import Card, SegmentedChoice, Text, hairline


class SettingsPage(Page):
    """One line for each setting: its name, what it changes, its values."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self.choices: dict[str, SegmentedChoice] = {}
        card = Card(look, _("On this computer"), ruled=True)
        for place, choice in enumerate(CHOICES):
            if place:
                card.body.addWidget(hairline())
            card.body.addLayout(self._line(choice))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        column.setSpacing(look.px(16))
        column.addWidget(Text(_("Settings"), Role.TITLE1))
        column.addWidget(card)
        kept = _("Settings belong to this computer. Nothing of a campaign is kept with them.")
        column.addWidget(Text(kept, Role.CAPTION, "ink3", wrap=True))
        column.addStretch(1)

    def _line(self, choice: Choice) -> QHBoxLayout:
        look = self.context.look
        title, told = words()[choice.name]
        names = QVBoxLayout()
        names.setSpacing(look.px(2))
        names.addWidget(Text(title, Role.TITLE3))
        names.addWidget(Text(told, Role.CAPTION, "ink2", wrap=True))
        options = [(value, value_word(value)) for value in choice.values]
        field = SegmentedChoice(look, title, options)
        field.chosen.connect(partial(self._choose, choice.name))
        self.choices[choice.name] = field
        row = QHBoxLayout()
        row.setContentsMargins(0, look.px(8), 0, look.px(8))
        row.addLayout(names, 1)
        row.addWidget(field)
        return row

    def activate(self, target: object = None) -> None:
        """Show the settings as they are."""
        for name, field in self.choices.items():
            field.select(getattr(self.context.settings.values, name))
        language = self.choices["language"]
        language.segment(language.selected()).setFocus()

    def _choose(self, name: str, value: object) -> None:
        """Take a value at once."""
        self.context.settings.change(**{name: value})
        values = self.context.settings.values
        if name == "theme":
            apply_theme(self.context.look, values.theme)
        elif name == "text_size":
            self.context.look.set_text_percent(values.text_size)
        elif name == "language":
            self.language_changed.emit()


def words() -> dict[str, tuple[str, str]]:
    """Return the name of each setting and what it changes."""
    return {
        "language": (
            _("Language"),
            _("Of the window and of the documents. It changes at once."),
        ),
        "theme": (
            _("Theme"),
            _("Full sun has more contrast, for outdoors. System follows the computer."),
        ),
        "text_size": (_("Text size"), _("Ctrl+Plus and Ctrl+Minus change it from any page.")),
        "scoring_layout": (
            _("Scoring layout"),
            _("Touch shows one axis at a time, with large levels. Automatic: on small slates."),
        ),
    }


def value_word(value: str | int) -> str:
    """Return the word of a value."""
    if isinstance(value, int):
        return _("{number} %").format(number=value)
    return {
        "fr": "Français",
        "en": "English",
        "light": _("Light"),
        "dark": _("Dark"),
        "sunlight": _("Full sun"),
        "system": _("System"),
        "automatic": _("Automatic"),
        "keyboard": _("Keyboard"),
        "touch": _("Touch"),
    }[value]
