"""Run the command line as ``python -m sunledger``."""

from sunledger.cli import main

main()
