"""Draft seeds from an article: what a document says, as rows for a person to check."""
