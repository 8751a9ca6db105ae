"""The documentation site: what MkDocs needs beyond docs/, and the checker of links."""
