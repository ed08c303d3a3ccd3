"""serving: the site on this machine while its accounts, templates and prose are worked on.

``live`` binds what the others do: ``watching`` notices changes, ``making`` builds in a process of its own,
``state`` holds what came of it, ``said`` words it, ``answers`` gives pages and the findings on top of them.
``folder`` serves a finished folder and knows nothing of the rest.

Boundary: nothing is written into the site for the sake of showing it; what a served page has more than the
file it was read from is one ``<script>`` at a reserved address.
"""

from sunledger.serving.live import LiveSite, serve

__all__ = ["LiveSite", "serve"]
