"""View-state of the pages, without Qt."""
