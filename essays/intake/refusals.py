"""Why a file is refused, as codes: the child process knows no languages.

`essays.intake.errors` turns a code into a sentence in the reader's language.
"""


class Refused(Exception):
    """A file cannot be read; `code` is a key of `essays.intake.errors.SENTENCES`."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
