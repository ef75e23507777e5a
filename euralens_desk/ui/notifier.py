"""The one mouth of the window: messages, failures, banners and questions.

Whoever has something to say says it here, even before a window is there: what was said waits for
``attach``. Tests attach a recorder instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from euralens_desk.domain.messages import Failure
from euralens_desk.i18n import tell


class Gravity(Enum):
    """How pressing a banner is; the value is the kind of note it is painted as."""

    SEALED = "sealed"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a message lets a person do: a verb, what it does, and the key that does so."""

    verb: str
    do: Callable[[], None]
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Toast:
    """A passing word about something done, with at most one offer (usually to undo it)."""

    text: str
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Banner:
    """A word that stays at the top of the page until it is solved or closed.

    A banner replaces the one with the same ``key``.
    """

    key: str
    gravity: Gravity
    text: str
    offers: tuple[Offer, ...] = ()
    closable: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question with two verbs: the keyboard starts on the safe one, and Échap means it."""

    title: str
    consequence: str
    verb: str
    safe_verb: str
    do: Callable[[], None]
    icon: str = ""


class Mouth(Protocol):
    """What shows messages: the main window, or a recorder in tests."""

    def show_toast(self, toast: Toast) -> None: ...

    def show_banner(self, banner: Banner) -> None: ...

    def hide_banner(self, key: str) -> None: ...

    def ask(self, question: Question) -> None: ...


class Notifier:
    """Says things through whatever window is there, and keeps them while there is none."""

    def __init__(self) -> None:
        self._mouth: Mouth | None = None
        self._waiting: list[Callable[[Mouth], None]] = []

    def attach(self, mouth: Mouth | None) -> None:
        """Speak through ``mouth`` from now on; what waited is said."""
        self._mouth = mouth
        if mouth is not None:
            waiting, self._waiting = self._waiting, []
            for say in waiting:
                say(mouth)

    def toast(self, text: str, offer: Offer | None = None) -> None:
        """Say that something is done."""
        self._say(lambda mouth: mouth.show_toast(Toast(text, offer)))

    def failure(self, failure: Failure) -> None:
        """Tell a known failure, until the person closes it or another one comes."""
        self.banner(Banner("failure", Gravity.ERROR, tell(failure.told), closable=True))

    def banner(self, banner: Banner) -> None:
        """Put a banner at the top of the page."""
        self._say(lambda mouth: mouth.show_banner(banner))

    def clear(self, key: str) -> None:
        """Take a banner away."""
        self._say(lambda mouth: mouth.hide_banner(key))

    def ask(self, question: Question) -> None:
        """Ask before something that cannot be undone."""
        self._say(lambda mouth: mouth.ask(question))

    def _say(self, say: Callable[[Mouth], None]) -> None:
        if self._mouth is None:
            self._waiting.append(say)
        else:
            say(self._mouth)
