"""review: what a change means for residents, and how a pull request tells it.

``sides`` reads and derives both sides once; ``comparing`` holds them together in SQL; ``model`` is the
outcome and, as JSON, what one workflow hands to the next; ``said`` writes it for people. ``parcel`` and
``comment`` take that JSON from strangers and trust nothing in it; ``owners`` says who reviews what.
"""
