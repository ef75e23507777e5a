"""Qt's own words (buttons of dialogs, menus of fields, calendars) in the reader's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_NAME = "euralensWords"


def install_qt_words(language: str) -> None:
    """Give Qt the words and the dates of a language; English is what it speaks without."""
    QLocale.setDefault(QLocale("fr_FR" if language == "fr" else "en_GB"))
    application = QCoreApplication.instance()
    if application is None:
        return
    for old in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(old)
        old.deleteLater()
    words = QTranslator(application)
    words.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{language}", folder):
        application.installTranslator(words)
