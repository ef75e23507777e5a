"""The dialogs of the window: opened without blocking, closed by Échap."""
