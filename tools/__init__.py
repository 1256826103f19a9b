"""What the Makefile calls: set-up, the local server, the checks and the tests."""
