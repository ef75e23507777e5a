"""Widgets of the design system."""

from euralens_desk.ui.widgets.buttons import Button, ButtonKind, ElidedButton, IconButton
from euralens_desk.ui.widgets.cards import Card, ChoiceCard, SectionHeading
from euralens_desk.ui.widgets.chips import (
    Chip,
    ChipTone,
    Filter,
    FilterChips,
    chip_size,
    paint_chip,
)
from euralens_desk.ui.widgets.dialogs import ConfirmDialog
from euralens_desk.ui.widgets.distribution import (
    DistributionStrip,
    Spread,
    StackedBar,
    paint_histogram,
    paint_stacked,
    paint_strip,
)
from euralens_desk.ui.widgets.fields import Counter, NumberField, SearchField, SegmentedChoice
from euralens_desk.ui.widgets.flow import FlowLayout
from euralens_desk.ui.widgets.heat import HeatCell, RankRange, paint_heat_cell, paint_rank
from euralens_desk.ui.widgets.keyhints import KeyCap, KeyHintBar
from euralens_desk.ui.widgets.keys import typed_character
from euralens_desk.ui.widgets.labels import BodyMark, ElidedText, RichText, Text, hairline
from euralens_desk.ui.widgets.landscape import Landscape
from euralens_desk.ui.widgets.levels import LevelButton, LevelFace, LevelGroup
from euralens_desk.ui.widgets.matrix import (
    MatrixCell,
    MatrixColumn,
    MatrixGroup,
    MatrixPicture,
    MatrixRow,
    MatrixView,
    Verdict,
)
from euralens_desk.ui.widgets.messages import Note, NoteKind, SavedIndicator, ToastBar
from euralens_desk.ui.widgets.mountain import FADED, ON_RAIL, ON_WINDOW, TipsMark, paint_tips
from euralens_desk.ui.widgets.painting import Body, body_mark, box, hatch, write
from euralens_desk.ui.widgets.pictures import Picture, TintedIcon
from euralens_desk.ui.widgets.quorum import QuorumGauge, Seats
from euralens_desk.ui.widgets.rail import NavigationRail, RailButton, RailItem
from euralens_desk.ui.widgets.rich import strong_then
from euralens_desk.ui.widgets.rows import (
    Answerer,
    AnswerSquares,
    DigitBox,
    LevelCounts,
    RecentFile,
    RecentRow,
    RecentState,
)
from euralens_desk.ui.widgets.saved import (
    DayEdit,
    DayField,
    SavedChoice,
    SavedField,
    SavedNumber,
    SavedParagraph,
    SavedText,
)
from euralens_desk.ui.widgets.states import EmptyState, LoadingState, Skeleton, progress_bar
from euralens_desk.ui.widgets.stepper import (
    AssistantSteps,
    PromotionStepper,
    Step,
    StepPanel,
    StepState,
)
from euralens_desk.ui.widgets.tables import dress_rows

__all__ = [
    "FADED",
    "ON_RAIL",
    "ON_WINDOW",
    "AnswerSquares",
    "Answerer",
    "AssistantSteps",
    "Body",
    "BodyMark",
    "Button",
    "ButtonKind",
    "Card",
    "Chip",
    "ChipTone",
    "ChoiceCard",
    "ConfirmDialog",
    "Counter",
    "DayEdit",
    "DayField",
    "DigitBox",
    "DistributionStrip",
    "ElidedButton",
    "ElidedText",
    "EmptyState",
    "Filter",
    "FilterChips",
    "FlowLayout",
    "HeatCell",
    "IconButton",
    "KeyCap",
    "KeyHintBar",
    "Landscape",
    "LevelButton",
    "LevelCounts",
    "LevelFace",
    "LevelGroup",
    "LoadingState",
    "MatrixCell",
    "MatrixColumn",
    "MatrixGroup",
    "MatrixPicture",
    "MatrixRow",
    "MatrixView",
    "NavigationRail",
    "Note",
    "NoteKind",
    "NumberField",
    "Picture",
    "PromotionStepper",
    "QuorumGauge",
    "RailButton",
    "RailItem",
    "RankRange",
    "RecentFile",
    "RecentRow",
    "RecentState",
    "RichText",
    "SavedChoice",
    "SavedField",
    "SavedIndicator",
    "SavedNumber",
    "SavedParagraph",
    "SavedText",
    "SearchField",
    "Seats",
    "SectionHeading",
    "SegmentedChoice",
    "Skeleton",
    "Spread",
    "StackedBar",
    "Step",
    "StepPanel",
    "StepState",
    "Text",
    "TintedIcon",
    "TipsMark",
    "ToastBar",
    "Verdict",
    "body_mark",
    "box",
    "chip_size",
    "dress_rows",
    "hairline",
    "hatch",
    "paint_chip",
    "paint_heat_cell",
    "paint_histogram",
    "paint_rank",
    "paint_stacked",
    "paint_strip",
    "paint_tips",
    "progress_bar",
    "strong_then",
    "typed_character",
    "write",
]
