"""The typeface is measured alike by however many threads begin with it at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.support.patience import PATIENCE
from tracker.letters import face

THREADS, TIMES = 6, 5
WORDS = "Llanfihangel-y-Creuddyn"


def test_threads_that_begin_together_measure_alike() -> None:
    alone = face.width(WORDS, 11)
    for _ in range(TIMES):
        face._advances.cache_clear()
        ready = Barrier(THREADS)

        def measure(begin: Barrier = ready) -> float:
            begin.wait(PATIENCE)
            return face.width(WORDS, 11)

        with ThreadPoolExecutor(THREADS) as pool:
            asked = [pool.submit(measure) for _ in range(THREADS)]
            assert {one.result() for one in asked} == {alone}
