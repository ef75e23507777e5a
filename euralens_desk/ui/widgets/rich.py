"""Text with a bold beginning, escaped: what a person typed never becomes markup."""

from __future__ import annotations

from html import escape


def strong_then(title: str, text: str = "") -> str:
    """Return markup with ``title`` in bold, then ``text``."""
    rest = f" {escape(text)}" if text else ""
    return f'<span style="font-weight:600">{escape(title)}</span>{rest}'.replace("\n", "<br>")
