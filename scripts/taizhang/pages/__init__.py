"""Views to HTML. Knows no MkDocs and no git."""
