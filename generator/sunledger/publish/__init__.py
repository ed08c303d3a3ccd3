"""publish: everything beside the pages, and the site put in place in one step.

``downloads`` writes the data, ``assets`` the styles and scripts, ``index`` what lists the finished
files: sitemaps and the manifest; ``former`` keeps files under former ids. ``finder`` indexes the units by
name and sound (``folding``, ``readings``), ``fulltext`` what the finished pages say (``sections``).
``place`` holds the staging folder that becomes the site.
"""

from sunledger.publish.assets import Made, gather
from sunledger.publish.downloads import Downloading, hand_over
from sunledger.publish.finder import write_finder
from sunledger.publish.former import write_former
from sunledger.publish.fulltext import Page, write_texts
from sunledger.publish.index import write_index
from sunledger.publish.place import Stage, staging

__all__ = [
    "Downloading", "Made", "Page", "Stage", "gather", "hand_over", "staging",
    "write_finder", "write_former", "write_index", "write_texts",
]  # fmt: skip
