"""A draft of Ada’s, and what a browser would send for its page."""

import pytest

from rubrics.editor import Editor
from tests.factories import make_rubric
from tests.rubrics.editing import fields_of, fresh


@pytest.fixture
def draft(ada):
    return make_rubric(ada, published=False)


@pytest.fixture
def client_of_ada(ada, signed_in):
    return signed_in(ada)


@pytest.fixture
def typed(draft):
    """The fields of the edit page, ready to be changed and sent."""
    return fields_of(Editor(fresh(draft)))
