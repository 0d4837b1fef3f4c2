"""Many proposals that plan one thing: groups of submissions by the modules they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from proposal_check.overlap.functions import CLOSE, TELLING
from proposal_check.overlap.likeness import likeness
from proposal_check.overlap.words import core, distinctiveness

# So many units that plan one function are worth a word on building it together (统建).
_UNITS = 3


@dataclass(frozen=True, slots=True)
class Planned:
    """A submission and the names of its modules."""

    name: str
    unit: str
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A function that several submissions plan: its names and who plans it.

    `together` says that enough different units plan it to think of building it once (统建).
    """

    function: str
    names: tuple[str, ...]
    members: tuple[str, ...]
    units: tuple[str, ...]
    together: bool


def clusters(submissions: Sequence[Planned], units: int = _UNITS) -> tuple[Cluster, ...]:
    """Group the telling modules of all submissions, the function with the most units first.

    A name joins the first group whose first name is CLOSE to it: likeness never chains.
    Functions of one submission only are left out. The order of submissions changes nothing.
    """
    groups: dict[str, list[tuple[Planned, str]]] = {}
    planned = sorted({(core(m), m, s.name): s for s in submissions for m in s.modules}.items())
    for (_, module, _), submission in planned:
        if distinctiveness(module) >= TELLING:
            head = next((g for g in groups if likeness(g, module) >= CLOSE), module)
            groups.setdefault(head, []).append((submission, module))
    found = [_cluster(head, members, units) for head, members in groups.items()]
    shared = [cluster for cluster in found if len(cluster.members) > 1]
    return tuple(sorted(shared, key=lambda c: (-len(c.units), -len(c.members), c.function)))


def _cluster(head: str, members: Sequence[tuple[Planned, str]], units: int) -> Cluster:
    by_name: Mapping[str, Planned] = {s.name: s for s, _ in members}
    owners = tuple(sorted({s.unit for s in by_name.values() if s.unit}))
    names = tuple(sorted({module for _, module in members}))
    return Cluster(head, names, tuple(sorted(by_name)), owners, len(owners) >= units)
