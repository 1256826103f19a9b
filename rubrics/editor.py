"""A rubric draft as one page of forms: shown, read back, and told what is in its way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from django import forms
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rubrics.content import Content, CriterionContent, LevelContent, content_of
from rubrics.differences import Difference, differences
from rubrics.forms import CriterionForm, LevelForm, RubricForm
from rubrics.models import RubricVersion
from rubrics.soundness import MAX_CRITERIA, MAX_LEVELS, Problem, problems

NEW = "new"
SPARE_LEVELS = 5  # rows for the levels of a new criterion
_LAYOUT = re.compile(r"[\w-]{1,40}(:[\w-]{1,40}(,[\w-]{1,40})*)?", re.ASCII)
Layout = dict[str, list[str]]  # keys of the levels, by key of the criterion


@dataclass
class Row:
    """One criterion on the page with its levels; the last of them is empty.

    Once it was read, `found` is what it says and `by_key` the forms of the levels found.
    """

    key: str
    form: CriterionForm
    levels: dict[str, LevelForm]
    found: CriterionContent | None = None
    by_key: dict[str, LevelForm] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether the row is the empty one at the end."""
        return self.key == NEW

    @property
    def is_blank(self) -> bool:
        """Whether the new row was left alone."""
        return self.is_new and self.form.is_blank and all(f.is_blank for f in self.levels.values())

    @property
    def is_dropped(self) -> bool:
        """Whether the criterion is to go, or was never begun."""
        return bool(self.form.cleaned_data.get("remove")) or self.is_blank


class Editor:
    """The whole page. `conflicts` lists what another window changed meanwhile."""

    def __init__(self, version: RubricVersion, data: QueryDict | None = None) -> None:
        """Show the version, or, given data, what was typed into a page that showed it."""
        stored = content_of(version)
        self._data = data
        layout = (_read(data.get("layout", "")) if data else None) or _layout_of(stored)
        self.form = RubricForm(
            data, initial={**RubricForm.said(stored), "layout": _written(layout)}
        )
        self.conflicts: list[Difference] = []
        said = {one.key: (one, place) for place, one in enumerate(stored.criteria, start=1)}
        parents = [(one.key, one.name) for one in stored.criteria if one.parent is None]
        self.rows = [
            self._row(key, levels, said.get(key), parents, len(layout))
            for key, levels in layout.items()
        ]

    def _row(
        self,
        key: str,
        level_keys: list[str],
        said: tuple[CriterionContent, int] | None,
        parents: list[tuple[str, str]],
        last: int,
    ) -> Row:
        initial = CriterionForm.said(*said) if said else {"position": last}
        levels = {level.key: LevelForm.said(level) for level in said[0].levels} if said else {}
        return Row(
            key,
            CriterionForm(
                self._data,
                prefix=f"c-{key}",
                initial=initial,
                parents=[one for one in parents if one[0] != key],
            ),
            {
                one: LevelForm(self._data, prefix=f"c-{key}--{one}", initial=levels.get(one))
                for one in level_keys
            },
        )

    @property
    def based_on(self) -> str:
        """The fingerprint of the content that the page showed."""
        return str(self.form.cleaned_data["based_on"])

    def content(self) -> Content | None:
        """What was typed, or None with every problem tied to its field."""
        answers = [form.is_valid() for _name, form in self._forms()]  # every form is asked
        if not all(answers):
            return None
        content = self._typed()
        for problem in problems(content):
            self._tell(problem)
        return content if all(form.is_valid() for _name, form in self._forms()) else None

    def _forms(self) -> Iterator[tuple[str, forms.Form]]:
        """The forms that count, with their criterion's name: not those of criteria to go."""
        yield "", self.form
        for row in self.rows:
            if row.form.is_valid() and row.is_dropped:
                continue
            name = str(row.form["name"].value() or "")
            yield name, row.form
            for level in row.levels.values():
                yield name, level

    def _typed(self) -> Content:
        said = self.form.cleaned_data
        kept = [row for row in self.rows if not row.is_dropped]
        taken = {row.key for row in self.rows}
        for row in kept:
            _find(row, taken)
        kept.sort(key=lambda row: row.form.cleaned_data["position"])
        return Content(
            name=said["name"],
            step=said["step"],
            guidance=said["guidance"],
            misconceptions=said["misconceptions"],
            overall=said["overall"],
            criteria=tuple(row.found for row in kept if row.found),
        )

    def _tell(self, problem: Problem) -> None:
        """Show a problem where it is."""
        row = next(
            (row for row in self.rows if row.found and row.found.key == problem.criterion), None
        )
        if row is None:
            self.form.add_error(None, problem.text)
        elif problem.level:
            row.by_key[problem.level].add_error(problem.field, problem.text)
        else:
            row.form.add_error(problem.field or None, problem.text)

    def show_both(self, stored: Content, mine: Content) -> None:
        """Keep what was typed, beside what another window stored; the next save decides."""
        self.conflicts = differences(stored, mine)
        data = (self._data or QueryDict()).copy()
        data["based_on"] = stored.fingerprint
        self.form.data = data

    def too_late(self) -> None:
        """Keep what was typed although the version was published meanwhile."""
        self.form.add_error(
            None,
            _(
                "This version was published in another window and no longer changes. What you "
                "typed stands below, not saved. Revise the rubric and take it over."
            ),
        )

    def problems(self) -> list[tuple[str, str]]:
        """Every problem with the id of its field, of its criterion or of the whole form."""
        found: list[tuple[str, str]] = []
        if not self.form.is_bound:
            return found
        for criterion, form in self._forms():
            for name, texts in form.errors.items():
                named = name in form.fields
                place = form[name].id_for_label if named else form.prefix or "rubric"
                found += [(place, _of(criterion, str(text))) for text in texts]
        return found


def _of(criterion: str, text: str) -> str:
    """The problem with its criterion, for the list at the top of the page."""
    return text if criterion in text else f"{criterion}: {text}"


def _find(row: Row, taken: set[str]) -> None:
    """Read the criterion with its filled levels, the lowest first; new ones get their keys."""
    said = row.form.cleaned_data
    filled = [(key, form) for key, form in row.levels.items() if not form.is_blank]
    filled.sort(key=lambda one: _place(one[1]))
    numbers = [int(key[1:]) for key in row.levels if re.fullmatch(r"l\d{1,3}", key)]
    fresh = count(max(numbers, default=0) + 1)
    for key, form in filled:
        row.by_key[f"l{next(fresh)}" if key.startswith(NEW) else key] = form
    row.found = CriterionContent(
        key=_new_key(said["name"], taken) if row.is_new else row.key,
        name=said["name"],
        ask=said["ask"],
        parent=said["parent"] or None,
        text_only=said["text_only"],
        cues=said["cues"],
        warnings=said["warnings"],
        levels=tuple(
            LevelContent(key, number, **form.cleaned_data)
            for number, (key, form) in enumerate(row.by_key.items(), start=1)
        ),
    )


def _place(form: LevelForm) -> tuple[object, object]:
    """Where a level stands among the others: the lowest first."""
    return form.cleaned_data["points_min"], form.cleaned_data["points_max"]


def _new_key(name: str, taken: set[str]) -> str:
    """A key for a new criterion, after its name, that no other criterion has."""
    stem = slugify(name).replace("-", "_")[:30] or "criterion"
    keys = (stem if number == 1 else f"{stem}_{number}" for number in range(1, 1000))
    key = next(key for key in keys if key not in taken and key != NEW)
    taken.add(key)
    return key


def _layout_of(content: Content) -> Layout:
    """What the page shows: everything said, an empty level each, an empty criterion."""
    layout: Layout = {}
    for criterion in content.criteria:
        keys = [level.key for level in criterion.levels]
        layout[criterion.key] = [*keys, NEW] if len(keys) < MAX_LEVELS else keys
    if len(layout) < MAX_CRITERIA:
        layout[NEW] = [f"{NEW}{number}" for number in range(1, SPARE_LEVELS + 1)]
    return layout


def _written(layout: Layout) -> str:
    return ";".join(f"{key}:{','.join(levels)}" for key, levels in layout.items())


def _read(written: str) -> Layout | None:
    """The layout that a page was made with; None if it is not one."""
    parts = written.split(";")
    if len(parts) > 2 * MAX_CRITERIA or not all(_LAYOUT.fullmatch(part) for part in parts):
        return None
    named = (part.partition(":") for part in parts)
    layout = {key: levels.split(",") if levels else [] for key, _colon, levels in named}
    return layout if all(len(keys) <= 2 * MAX_LEVELS for keys in layout.values()) else None
