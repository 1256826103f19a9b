"""What keeps a rubric from being used, in words and with its place."""

from dataclasses import replace
from decimal import Decimal

import pytest

from rubrics.content import Content, CriterionContent, LevelContent
from rubrics.soundness import Problem, problems


def levels(*bands):
    return tuple(
        LevelContent(f"l{n}", n, Decimal(low), Decimal(high), "Words.")
        for n, (low, high) in enumerate(bands, start=1)
    )


AIMS = CriterionContent("aims", "Aims", levels=levels((1, 3), (4, 6)))
SOUND = Content(name="History", step=Decimal(1), criteria=(AIMS,))


def with_criteria(*criteria):
    return replace(SOUND, criteria=criteria)


def with_bands(*bands, step="1"):
    criterion = replace(AIMS, levels=levels(*bands))
    return Content("History", Decimal(step), criteria=(criterion,))


@pytest.mark.parametrize(
    "content",
    [
        SOUND,
        with_bands((5, 5)),
        with_bands((0, 3), (4, 6)),
        with_bands((1, "1.5"), (2, "2.5"), step="0.5"),
        with_bands((1, 3), ("3.5", 6)),
        with_criteria(AIMS, CriterionContent("style", "Style", text_only=True)),
        with_criteria(AIMS, replace(AIMS, key="sub", name="Sub-aims", parent="aims")),
    ],
)
def test_sound_content_has_no_problem(content):
    assert problems(content) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (with_criteria(), Problem("A rubric needs at least one criterion.")),
        (
            with_criteria(CriterionContent("style", "Style", text_only=True)),
            Problem("At least one criterion must carry points."),
        ),
        (
            with_criteria(AIMS, replace(AIMS, key="b", name="AIMS")),
            Problem("Another criterion is already called AIMS.", "b", field="name"),
        ),
        (
            with_criteria(replace(AIMS, name="")),
            Problem("Give the criterion a name.", "aims", field="name"),
        ),
        (
            with_criteria(replace(AIMS, levels=())),
            Problem("Aims needs at least one level.", "aims"),
        ),
        (
            with_criteria(AIMS, replace(AIMS, key="style", name="Style", text_only=True)),
            Problem(
                "Style takes a comment only, so it has no levels: empty them, or untick this.",
                "style",
                field="text_only",
            ),
        ),
        (
            with_bands(*((n, n) for n in range(1, 12))),
            Problem("Aims has 11 levels; at most 10 fit.", "aims"),
        ),
        (
            with_bands((3, 1)),
            Problem(
                "Level 1 runs from 3 down to 1: exchange the two numbers.",
                "aims",
                "l1",
                "points_max",
            ),
        ),
        (
            with_bands((0, 0)),
            Problem(
                "Level 1 must be worth something; 0 means that nothing can be credited.",
                "aims",
                "l1",
                "points_max",
            ),
        ),
        (
            with_bands((1, 3), (3, 6)),
            Problem(
                "Level 2 begins at 3, but level 1 reaches up to 3.", "aims", "l2", "points_min"
            ),
        ),
        (
            with_bands((1, 3), (5, 6)),
            Problem(
                "Level 1 ends at 3 and level 2 begins at 5: nothing can be given between them. "
                "Steps are 1.",
                "aims",
                "l2",
                "points_min",
            ),
        ),
        (
            with_bands((1, 3), (4, 6), step="0.5"),
            Problem(
                "Level 1 ends at 3 and level 2 begins at 4: nothing can be given between them. "
                "Steps are 0.5.",
                "aims",
                "l2",
                "points_min",
            ),
        ),
        (
            with_criteria(replace(AIMS, levels=(replace(AIMS.levels[0], descriptor="  "),))),
            Problem("Say what an essay at level 1 does.", "aims", "l1", "descriptor"),
        ),
        (
            with_criteria(AIMS, replace(AIMS, key="b", name="B", parent="gone")),
            Problem("The criterion that B stands under is not in the rubric.", "b", field="parent"),
        ),
        (
            with_criteria(replace(AIMS, parent="aims")),
            Problem("Aims cannot stand under itself.", "aims", field="parent"),
        ),
        (
            with_criteria(
                AIMS,
                replace(AIMS, key="b", name="B", parent="aims"),
                replace(AIMS, key="c", name="C", parent="b"),
            ),
            Problem(
                "B stands under another criterion itself; one step down is enough.",
                "c",
                field="parent",
            ),
        ),
        (
            with_criteria(*(replace(AIMS, key=f"c{n}", name=f"C{n}") for n in range(21))),
            Problem("A rubric has at most 20 criteria; this one has 21."),
        ),
    ],
)
def test_problem_has_its_words_and_its_place(content, problem):
    assert problems(content) == [problem]


def test_fingerprint_does_not_mind_how_a_number_is_written():
    assert with_bands((1, "3.00")).fingerprint == with_bands(("1.0", 3)).fingerprint
    assert with_bands((1, 3)).fingerprint != with_bands((1, 4)).fingerprint
