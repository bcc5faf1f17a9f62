"""Brings a synthetic archive into a migrated database, chunk by chunk, in several processes."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Any

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

    Stopped, it lets the chunks that are being saved be saved. Pipes need no shared memory, which pools of processes do
    and a bare system keeps from its users.
    """
    with ExitStack() as started:
        # Ctrl-C reaches all processes of a terminal; those that are started here inherit that they pass it over.
        stop = signal.signal(signal.SIGINT, signal.SIG_IGN)
        free = [started.enter_context(_worker(about)) for _ in range(processes)]
        signal.signal(signal.SIGINT, stop)
        waiting, busy = list(reversed(numbers)), []
        while waiting or busy:
            while waiting and free:
                busy.append(free.pop())
                busy[-1].send(waiting.pop())
            for pipe in wait(busy):
                busy.remove(pipe)
                free.append(pipe)
                if isinstance(told := pipe.recv(), Exception):
                    raise told
                yield told


@contextmanager
def _worker(about: tuple[str, int, int, Path]) -> Iterator[Any]:
    """A pipe to a process that saves the chunks whose numbers come through it. It ends when it has none to save."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_save_asked, args=(theirs, *about))
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join()


def _save_asked(pipe: Any, url: str, quotes: int, seed: int, folder: Path) -> None:
    """Saves chunks until nobody asks for more; the same numbers give the same world."""
    Thread(target=_end_with_parent, daemon=True).start()
    world = World(quotes, seed)
    with connect(url) as connection, suppress(EOFError, OSError):
        while True:
            number = pipe.recv()
            try:
                save(connection, world, folder, number)
            except Exception as error:
                pipe.send(error)
            else:
                pipe.send(number)


def _end_with_parent() -> None:
    """Ends this process when the one that started it is no more, also where that was killed."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
