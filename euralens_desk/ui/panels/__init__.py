"""Parts of pages that hold several widgets: sheets, forms, editors."""
