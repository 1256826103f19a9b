"""Where originals are kept: written, synchronised to disk and only then named."""

import os
import secrets
from pathlib import Path
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class OriginalStorage(FileSystemStorage):
    """Files under names of our own, durable before the row that names them is written.

    The file and its directory are synchronised, so that a receipt can never name a file that a
    power cut took away. There is no public address: url() raises, bytes go through a gate.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """A random name in the same folder: nothing of the student's file name is kept."""
        return str(Path(name).parent / secrets.token_hex(16))

    def url(self, name: str | None) -> str:
        """Refuse: originals have no public address."""
        raise ValueError("Originals are served only through a gate.")

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        saved: str = super()._save(name, content)  # type: ignore[misc]  # not in the stubs
        path = Path(self.path(saved))
        with path.open("rb") as stored:
            os.fsync(stored.fileno())
        self._sync_folders(path.parent)
        return saved

    def _sync_folders(self, folder: Path) -> None:
        root = Path(self.location)
        for place in [folder, *folder.parents]:
            handle = os.open(place, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
            if place == root:
                return

    def open(self, name: str, mode: str = "rb") -> Any:
        """Open for reading only: an original never changes."""
        if mode != "rb":
            raise ValueError("An original is only read.")
        handle: IO[bytes] = super().open(name, mode)
        return handle
