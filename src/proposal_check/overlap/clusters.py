"""Many proposals that plan one thing: groups of submissions by the modules they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from proposal_check.overlap.candidates import Candidates
from proposal_check.overlap.functions import CLOSE, TELLING
from proposal_check.overlap.likeness import likeness
from proposal_check.overlap.words import core, distinctiveness

# So many units that plan one function are worth a word on building it together (统建).
_UNITS = 3
# So many names are looked at for a group to join.
_LOOKED_AT = 40
# A core of fewer characters is a bare act or thing, which joins only its equals.
_WHOLE = 3


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
    planned = sorted({(core(m), m, s.name): s for s in submissions for m in s.modules}.items())
    telling = [(module, s) for (_, module, _), s in planned if distinctiveness(module) >= TELLING]
    heads = _heads([module for module, _ in telling])
    groups: dict[str, list[tuple[Planned, str]]] = {}
    for module, submission in telling:
        groups.setdefault(heads[core(module)], []).append((submission, module))
    found = [_cluster(head, members, units) for head, members in groups.items()]
    shared = [cluster for cluster in found if len(cluster.members) > 1]
    return tuple(sorted(shared, key=lambda c: (-len(c.units), -len(c.members), c.function)))


def _heads(modules: Sequence[str]) -> Mapping[str, str]:
    """Give for each core the first name of its group, looked for among the names nearest to it."""
    names = {core(module): module for module in reversed(modules)}
    cores = sorted(names)
    index = Candidates(cores)
    heads: dict[str, str] = {}
    for key in cores:
        near = sorted(cores[row] for row in index.near(key, _LOOKED_AT))
        first = (heads[k] for k in near if heads.get(k) == names[k] and _alike(k, key, names))
        heads[key] = next(first, names[key])
    return heads


def _alike(one: str, other: str, names: Mapping[str, str]) -> bool:
    """Hold two names against each other; 检测 alone is a part of too much to lead a group."""
    if min(len(one), len(other)) < _WHOLE:
        return one == other
    return likeness(names[one], names[other]) >= CLOSE


def _cluster(head: str, members: Sequence[tuple[Planned, str]], units: int) -> Cluster:
    by_name: Mapping[str, Planned] = {s.name: s for s, _ in members}
    owners = tuple(sorted({s.unit for s in by_name.values() if s.unit}))
    names = tuple(sorted({module for _, module in members}))
    return Cluster(head, names, tuple(sorted(by_name)), owners, len(owners) >= units)
