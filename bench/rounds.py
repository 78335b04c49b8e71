"""Interleaved rounds: every variant runs in each round, the order reversed every other time."""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each variant, one per round."""

    seconds: dict[str, list[float]]

    def median(self, name: str) -> float:
        return median(self.seconds[name])

    def ratio(self, name: str, yardstick: str) -> float:
        """Median of the ratios of the rounds: a slow moment of the machine hits both sides."""
        pairs = zip(self.seconds[name], self.seconds[yardstick], strict=True)
        return median(own / other for own, other in pairs)


def interleaved(variants: Mapping[str, Callable[[], object]], rounds: int) -> Times:
    """Time the variants after one warm-up of each."""
    for run in variants.values():
        run()
    seconds: dict[str, list[float]] = {name: [] for name in variants}
    for number in range(rounds):
        order = list(variants.items())
        for name, run in reversed(order) if number % 2 else order:
            gc.collect()
            start = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - start)
    return Times(seconds)
