"""The window: pages, models, delegates and widgets on PySide6."""
