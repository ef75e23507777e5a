"""The answers of online forms on their way into the lycéens' boxes."""
