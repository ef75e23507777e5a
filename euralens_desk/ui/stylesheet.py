"""The style sheet template and the palette: every standard control dressed from the tokens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QPalette

from euralens_desk.ui.fonts import FACES, Role, points
from euralens_desk.ui.tokens import Tokens

_TONES = (
    *("ink", "ink2", "ink3", "pri", "onpri", "brk", "och", "inf", "plm", "sf"),
    *("rail_text", "rail_idle"),
)

_TEMPLATE = Template("""
QToolTip { background: $ink; color: $sf; border: 1px solid $ink; padding: $p4 $p8; }
QMenuBar { background: $sf; color: $ink; border-bottom: 1px solid $line; font-size: $dense; }
QMenuBar::item { padding: $p4 $p10; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $sel; }
QMenu { background: $sf; color: $ink; border: 1px solid $line2; padding: $p4 0; }
QMenu::item { padding: $p6 $p24 $p6 $p12; }
QMenu::icon { padding-left: $p8; }
QMenu::item:selected { background: $sel; color: $ink; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $line; margin: $p4 0; }
QStatusBar { background: $sf; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
  background: $sf; color: $ink; border: $border solid $line2; border-radius: 6px;
  selection-background-color: $pri; selection-color: $onpri; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: $field; padding: 0 $p10; }
QComboBox[small="true"], QAbstractSpinBox[small="true"] { min-height: $small; }
QComboBox[bare="true"] { border: none; background: transparent; color: $ink2; min-height: $p24;
  padding: 0 $p4; font-size: $caption; }
QComboBox[bare="true"]::drop-down { width: $p16; }
QTextEdit, QPlainTextEdit { padding: $p6 $p8; }
QLineEdit[faulty="true"], QComboBox[faulty="true"], QAbstractSpinBox[faulty="true"] {
  border-color: $brk; background: $brk_tint; }
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled { background: $alt; color: $ink3; border-color: $line; }
QLineEdit:read-only, QPlainTextEdit[readOnly="true"] { background: $alt; color: $ink2; }
QLineEdit[bare="true"] { border: none; background: transparent; padding: 0; min-height: 0; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; background: transparent;
  padding: 0 $p10; min-height: 0; }
QAbstractSpinBox[bare="true"] { border: none; background: transparent; padding: 0;
  font-weight: 700; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: $p28; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$drawings/chevron-down.svg");
  width: $p16; height: $p16; }
QComboBox QAbstractItemView { background: $sf; color: $ink; border: 1px solid $line2;
  selection-background-color: $sel; selection-color: $ink; padding: $p4 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: $p24; }
QAbstractSpinBox[bare="true"]::up-button, QAbstractSpinBox[bare="true"]::down-button {
  width: 0; }
QAbstractSpinBox[bare="true"]::up-arrow, QAbstractSpinBox[bare="true"]::down-arrow {
  image: none; width: 0; height: 0; }
QAbstractSpinBox::up-arrow { image: url("$drawings/chevron-up.svg"); width: $p14; height: $p14; }
QAbstractSpinBox::down-arrow { image: url("$drawings/chevron-down.svg");
  width: $p14; height: $p14; }
QCheckBox, QRadioButton { color: $ink; spacing: $p8; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $ink3; }
QCheckBox::indicator, QRadioButton::indicator { width: $p16; height: $p16;
  border: $border solid $line2; background: $sf; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: $radio; }
QCheckBox::indicator:checked { background: $pri; border-color: $pri;
  image: url("$drawings/check.svg"); }
QCheckBox::indicator:indeterminate { background: $pri; border-color: $pri;
  image: url("$drawings/minus.svg"); }
QRadioButton::indicator:checked { border: $p5 solid $pri; border-radius: $radio;
  width: $dot; height: $dot; }
QAbstractItemView { background: $sf; color: $ink; border: none; gridline-color: $line;
  alternate-background-color: $sf; selection-background-color: $sel; selection-color: $ink;
  outline: 0; }
QTreeView::item { padding: $p8; border: none; border-bottom: 1px solid $line; }
QTreeView::item:selected { background: $sel; color: $ink; }
QTableView::item { padding: 0 $p8; border: none; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $sel; color: $ink; }
QListWidget::item { padding: $p6 $p10; border-bottom: 1px solid $line; }
QListWidget::item:selected { background: $sel; color: $ink; }
QListWidget::item:disabled { color: $ink3; }
QHeaderView { background: $alt; }
QHeaderView::section { background: $alt; color: $ink2; border: none;
  border-bottom: 1px solid $line; padding: $p6 $p10; font-size: $caption; font-weight: 600; }
QTableCornerButton::section { background: $alt; border: none; }
QScrollArea { border: none; background: transparent; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $line2; border: 3px solid transparent; border-radius: 6px; }
QScrollBar::handle:vertical { background: $line2; min-height: 36px; margin: 2px 3px;
  border: none; border-radius: 3px; }
QScrollBar::handle:horizontal { background: $line2; min-width: 36px; margin: 3px 2px;
  border: none; border-radius: 3px; }
QScrollBar::handle:hover { background: $ink3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; qproperty-drawBase: 0; qproperty-expanding: 0; }
QTabBar::tab { background: transparent; color: $ink2; padding: $p8 0; margin-right: $p24;
  border: none; border-bottom: 3px solid transparent; }
QTabBar::tab:selected { color: $ink; font-weight: 600; border-bottom-color: $pri; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:disabled { color: $ink3; }
QProgressBar { background: $hat; border: none; border-radius: 4px; max-height: 8px;
  min-height: 8px; text-align: center; color: transparent; }
QProgressBar::chunk { background: $pri; border-radius: 4px; }
QDialog { background: $sf; }
QFrame[panel="card"] { background: $sf; border: 1px solid $line; border-radius: 8px; }
QFrame[panel="strong"] { background: $sf; border: 2px solid $line2; border-radius: 8px; }
QFrame[panel="plain"] { background: $sf; border: none; }
QFrame[panel="foot"] { background: $alt; border: none; border-top: 1px solid $line; }
QFrame[panel="bar"] { background: $sf; border: none; border-top: 1px solid $line; }
QFrame[panel="side"] { background: $sf; border: none; border-right: 1px solid $line; }
QFrame[panel="hairline"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[panel="window"] { background: $bg; border: none; }
""")


def style_sheet(
    tokens: Tokens, percent: int, compact: bool, px: Callable[[float], int], drawings: Path
) -> str:
    """Return the style sheet; ``px`` turns a length at 100 % into pixels."""
    names = {name: value for name, value in asdict(tokens).items() if isinstance(value, str)}
    lengths = {f"p{n}": f"{px(n)}px" for n in (4, 5, 6, 8, 10, 12, 14, 16, 24, 28)}
    folder = drawings / ("dark" if tokens.dark else "light")
    sheet = _TEMPLATE.substitute(
        names,
        **lengths,
        border=f"{tokens.border}px",
        field=f"{px(34 if compact else 38) - 2 * tokens.border}px",
        small=f"{px(30 if compact else 32) - 2 * tokens.border}px",
        radio=f"{px(16) // 2 + tokens.border}px",
        dot=f"{px(16) + 2 * tokens.border - 2 * px(5)}px",
        dense=f"{points(Role.DENSE, percent)}pt",
        caption=f"{points(Role.CAPTION, percent)}pt",
        drawings=folder.as_posix(),
    )
    return sheet + _text_rules(tokens, percent, compact)


def _text_rules(tokens: Tokens, percent: int, compact: bool) -> str:
    """Return one rule for each role and each tone a label may carry."""
    roles = (
        f'QLabel[role="{role.value}"] {{ font-size: {points(role, percent, compact=compact)}pt;'
        f" font-weight: {face.weight}; }}"
        for role, face in FACES.items()
    )
    tones = (f'QLabel[tone="{tone}"] {{ color: {tokens.colour(tone)}; }}' for tone in _TONES)
    return "\n".join((*roles, *tones))


def palette(tokens: Tokens) -> QPalette:
    """Return the palette, for all that the style sheet does not reach."""
    role = QPalette.ColorRole
    result = QPalette()
    for target, token in {
        role.Window: "bg",
        role.WindowText: "ink",
        role.Base: "sf",
        role.AlternateBase: "alt",
        role.Text: "ink",
        role.Button: "sf",
        role.ButtonText: "ink",
        role.BrightText: "brk",
        role.ToolTipBase: "ink",
        role.ToolTipText: "sf",
        role.PlaceholderText: "ink3",
        role.Link: "pri",
        role.LinkVisited: "pri",
        role.Highlight: "pri",
        role.HighlightedText: "onpri",
        role.Accent: "pri",
        role.Light: "sf",
        role.Midlight: "alt",
        role.Mid: "line",
        role.Dark: "line2",
        role.Shadow: "line2",
    }.items():
        result.setColor(target, QColor(tokens.colour(token)))
    for target in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, target, QColor(tokens.ink3))
    result.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tokens.hat))
    return result
