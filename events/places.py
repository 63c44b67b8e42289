"""The law of places, as arithmetic: who may have one, given who has one."""

import sys
from collections import Counter
from dataclasses import dataclass, field

UNLIMITED = sys.maxsize


@dataclass(slots=True)
class Places:
    """Places of an event at one moment. Countries are ids; None is whoever comes from no country.

    `kept` is what each country may use until unused places are released, and empty afterwards.
    """

    capacity: int | None
    kept: dict[int, int] = field(default_factory=dict)
    held: Counter[int | None] = field(default_factory=Counter)

    @property
    def taken(self) -> int:
        return self.held.total()

    @property
    def room(self) -> int:
        """Free places, whoever they are for."""
        return UNLIMITED if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def shared(self) -> int:
        """Free places for countries for which none are kept, and for everybody once released."""
        if self.capacity is None:
            return UNLIMITED
        others = sum(number for country, number in self.held.items() if country not in self.kept)
        # A country may have more than is kept for it, by an organiser's decision.
        spoken_for = sum(max(places, self.held[country]) for country, places in self.kept.items())
        return max(self.capacity - spoken_for - others, 0)

    def free_for(self, country: int | None) -> int:
        if country not in self.kept:
            return min(self.shared, self.room)
        return min(max(self.kept[country] - self.held[country], 0), self.room)

    @property
    def full(self) -> bool:
        """Whether nobody at all would have a place."""
        return not self.room or not (self.shared or any(map(self.free_for, self.kept)))
