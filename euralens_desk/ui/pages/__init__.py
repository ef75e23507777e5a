"""The pages of the window; ``ui.navigation`` says which section each shows."""
