"""sunledger 阳光账本: community accounts kept as CSV in git, published as a website.

The program is a flow of five stages, each a sub-package with one public verb:
``read``, ``check``, ``derive``, ``render``, ``publish``. Only ``pipeline`` knows
their order, only ``cli`` knows the terminal.
"""

__version__ = "0.1.0"
