"""Brings a synthetic archive into a migrated database, chunk by chunk, in several processes."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from bench.synthesis.chunk import make_chunk
from bench.synthesis.database import Connection, chunks_held, claim, connect, copy_rows, finish, put_back_next
from bench.synthesis.truth import forget, join_parts, save_part, truth_path
from bench.synthesis.world import World

Progress = Callable[[int, int], None]


def load(url: str, world: World, folder: Path, processes: int, on_progress: Progress) -> Path:
    """Fills the database at `url`, or goes on where a load of the same archive was stopped.

    Returns the path of the truth, a file in `folder`. `on_progress` hears (steps done, steps in all). Raises Refused
    for a database that holds anything else.
    """
    with connect(url) as connection:
        mark = claim(connection, world)
        if mark.is_whole:
            return truth_path(folder, world)
        held = chunks_held(connection)
        if not held:
            forget(folder, world)
        left = [number for number in range(world.chunks) if number not in held]
        about = (url, world.quotes, world.seed, folder)
        done, steps = len(held), world.chunks + len(mark.put_back) + 1
        on_progress(done, steps)
        for _ in _saved(about, left, processes):
            done += 1
            on_progress(done, steps)
        while mark.put_back:
            put_back_next(connection, mark)
            done += 1
            on_progress(done, steps)
        path = join_parts(folder, world)
        finish(connection, world, mark)
    on_progress(steps, steps)
    return path


def save(connection: Connection, world: World, folder: Path, number: int) -> None:
    """Makes one chunk and saves it, whole or not at all."""
    chunk = make_chunk(world, number)
    save_part(folder, world, number, chunk.truth)
    with connection.transaction():
        copy_rows(connection, chunk.rows)


def _saved(about: tuple[str, int, int, Path], numbers: list[int], processes: int) -> Iterator[int]:
    """Saves these chunks in processes of their own and yields their numbers as they are done.

    Stopped, it lets the chunks that are being saved be saved.
    """
    with ProcessPoolExecutor(processes, get_context("spawn"), _Worker.begin, about) as pool:
        # Ctrl-C reaches all processes of a terminal; those that are started here inherit that they pass it over.
        stop = signal.signal(signal.SIGINT, signal.SIG_IGN)
        waiting = [pool.submit(_Worker.save, number) for number in numbers]
        signal.signal(signal.SIGINT, stop)
        try:
            for saved in as_completed(waiting):
                yield saved.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """Ends this process when the one that started it is no more, also where that was killed."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


class _Worker:
    """What a process that saves chunks keeps between them."""

    world: World
    folder: Path
    connection: Connection
    open = ExitStack()

    @classmethod
    def begin(cls, url: str, quotes: int, seed: int, folder: Path) -> None:
        """Makes the world anew: the same numbers give the same world."""
        Thread(target=_end_with_parent, daemon=True).start()
        cls.world, cls.folder = World(quotes, seed), folder
        cls.connection = cls.open.enter_context(connect(url))

    @classmethod
    def save(cls, number: int) -> int:
        save(cls.connection, cls.world, cls.folder, number)
        return number
