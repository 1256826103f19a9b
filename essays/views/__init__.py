"""The screens of essays, one module each."""
