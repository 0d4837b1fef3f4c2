"""summary.html: the batch as one page that needs no network."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

from proposal_check.batch.row import STATUSES
from proposal_check.batch.shared import LISTED, Shared
from proposal_check.batch.summary import Summary
from proposal_check.report.wording import SEVERITIES, clean, wan


def write_summary_html(summary: Summary, path: Path) -> None:
    """Write the page as UTF-8, byte-identical for equal summaries; every text is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("proposal_check.batch", "."),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: clean(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "wan": wan,
        "decimal": _decimal,
        "url": quote,
        "shade": _shade,
        "several": _several,
    }
    template = environment.get_template("summary.html")
    page = template.render(
        s=summary,
        functions=[cluster for cluster in summary.functions if len(cluster.units) > 1],
        heat=heat_map(summary.shared),
        listed=LISTED,
        statuses=STATUSES,
        severities={str(k): v for k, v in SEVERITIES.items()},
    )
    path.write_text(page, "utf-8", newline="\n")


_SHOWN = 8


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of the heat map; `group` is the number of its cluster, 0 outside of clusters."""

    name: str
    group: int
    cells: tuple[float, ...]


def heat_map(shared: Shared) -> list[HeatRow]:
    """Arrange the submissions that share something worth naming, those of one cluster together."""
    groups = {name: number for number, names in enumerate(shared.clusters, 1) for name in names}
    places = {name: i for i, name in enumerate(shared.names)}
    alone = [
        name
        for name, i in places.items()
        if name not in groups and any(share >= LISTED for j, share in enumerate(shared.shares[i]) if j != i)
    ]
    order = [*groups, *alone]
    return [
        HeatRow(name, groups.get(name, 0), tuple(shared.shares[places[name]][places[o]] for o in order))
        for name in order
    ]


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _several(names: Sequence[str]) -> str:
    """Name the first few of many, and their number."""
    return "、".join(names[:_SHOWN]) + (f"等{len(names)}个" if len(names) > _SHOWN else "")


def _shade(share: float) -> str:
    """Give the colour of a share of common wording: white for none, red for all."""
    fade = round(255 - 175 * min(share, 1.0) ** 0.5)
    return f"#ff{fade:02x}{fade:02x}" if share else "#ffffff"
