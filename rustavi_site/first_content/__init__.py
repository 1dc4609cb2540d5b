"""The first content of the site, and how pages are built by code.

`seed_content.yaml` holds the facts, `pages.yaml` the texts of home and information pages; `build` knows how to make
pages of them and is used by the tests too.
"""
