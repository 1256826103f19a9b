"""Where the flows of the benchmark go. Written by the seed, read by the client: no Django here."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class School:
    """Open sessions by their keys, scripts by their public ids."""

    assignment: int
    teacher: str  # a session, as are the students'
    students: list[str]
    drafting: list[str]  # students whose draft has changed since they handed in
    readers: list[tuple[str, str]]  # students whose result is released, with their receipts
    scripts: list[str]  # all scripts whose marks can be changed
    waiting: list[str]  # those of them that nobody has begun
    criteria: dict[str, dict[str, str]]  # key: the highest points by the number of a level

    def write(self, file: Path) -> None:
        """Keep it for another process."""
        file.write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, file: Path) -> "School":
        """What another process wrote."""
        return cls(**json.loads(file.read_text()))
