"""The documents of a meeting are written where asked."""

from __future__ import annotations

from pathlib import Path

from driving import page

from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.documents import DocumentsPage
from euralens_desk.ui.sections import Section


def test_both_documents_are_written(sample: MainWindow, tmp_path: Path) -> None:
    documents = page(sample, Section.DOCUMENTS)
    assert isinstance(documents, DocumentsPage)
    assert documents.meetings.count() == 1
    for name, head in (("pv.pdf", b"%PDF"), ("pv.xlsx", b"PK")):
        documents.write("2022-11-08", tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(head)
    assert "pv.xlsx" in sample.messages.toast.words.text()
