"""How an opinion names the figure it rests on, and how strongly it may speak."""

from decimal import Decimal

from proposal_check.checks.case import Case
from proposal_check.model.finding import Severity
from proposal_check.packs.schema import Figure

_CONFIDENCE = {"high": "高", "medium": "中", "low": "低"}


def source(case: Case, figure: Figure) -> str:
    """Name a figure's document, edition, year and how sure the source is."""
    clause = case.pack.norms.clauses[figure.clause]
    free = "，该项收费已改为市场调节价，仅供参考" if figure.liberalised else ""
    note = f"，{figure.note}" if figure.note else ""
    sure = _CONFIDENCE[figure.confidence]
    return f"《{clause.source}》（{clause.edition}）{clause.clause}{note}，来源可信度{sure}{free}"


def severity(figure: Figure) -> Severity | None:
    """Weaken an opinion to a note where the figure can only advise; None keeps the rule's own."""
    return Severity.NOTE if figure.advisory else None


def bounds(figure: Figure) -> str:
    """Print a figure's range with its unit."""
    ends = [f"{v.normalize():f}" for v in (figure.low, figure.high) if v is not None]
    open_ = "不超过" if figure.low is None else "不低于" if figure.high is None else ""
    return f"{open_}{'–'.join(dict.fromkeys(ends))}{figure.unit}"


def wan(yuan: Decimal) -> str:
    """Print an amount in 万元 without trailing zeros."""
    text = f"{yuan / 10_000:,.4f}"
    return f"{text.rstrip('0').rstrip('.')}万元"
