"""ZIP archives that are sent while they are written."""

from collections.abc import Iterable, Iterator, Mapping
from io import RawIOBase
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

# Compressed pieces are sent when so much has come together.
PIECE = 64 * 1024


class _Sink(RawIOBase):
    """Where an archive is written to, piece by piece, as it is taken away."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._held += piece
        return len(piece)

    def take(self, least: int = 0) -> bytes:
        """What was written since, if it is so much."""
        if len(self._held) < least:
            return b""
        taken, self._held = bytes(self._held), bytearray()
        return taken


def zip_of_parts(parts: Mapping[str, Iterable[str]]) -> Iterator[bytes]:
    """Files of text by their names, in one archive; a file is read when the one before it is written."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for name, lines in parts.items():
            with archive.open(name, "w", force_zip64=True) as file:
                for line in lines:
                    file.write(line.encode())
                    if piece := sink.take(PIECE):
                        yield piece
            yield sink.take()
    yield sink.take()
