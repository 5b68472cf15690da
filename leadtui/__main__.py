"""`python -m leadtui`."""

from leadtui.cli.main import main

main()
