"""Social cards: the picture of 1200 by 630 that networks show beside a shared address, one per page and language.

`content` says what a card tells, `drawing` makes the picture, `files` keeps it beside the renditions of pictures and
`publishing` does all that when a page goes live. A reader's request draws nothing: the head of a page only names a
card that is there.
"""
