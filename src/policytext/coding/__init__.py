"""People and the program."""
