"""Documents: a content model of final strings, laid out as PDF and Excel."""
