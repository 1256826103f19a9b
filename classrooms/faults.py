"""What is wrong with a list as a whole, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.roster import MAX_LINES

COLUMN_WORDS = {
    "name": gettext_lazy("name"),
    "username": gettext_lazy("user name"),
    "email": gettext_lazy("e-mail"),
}


def fault_in_words(code: str) -> str:
    """The sentence for a fault's code. Raises KeyError for a code that roster does not have."""
    words = {
        "quotes": _(
            "The quotation marks do not come in pairs. Nothing after this line could be read."
        ),
        "too_many_lines": _(
            "The list has more than %(most)d people. Nothing after this line was read: divide it."
        )
        % {"most": MAX_LINES},
        "too_many_cells": _(
            "There are more cells than columns. Put quotation marks round a cell that has a "
            "comma of its own."
        ),
        "no_name_column": _("The first line has headings, but none of them is “name”."),
        "same_column_twice": _("Two columns have this heading."),
        "empty": _("There is nobody on the list."),
    }
    return words[code]
