"""What a sentence does with a thing it names: builds it, uses it, has it, refuses it, or does not say.

The clause around the mention decides, by the verb that governs it. Where the wording leaves room for
two readings the answer is `unclear`, or a stance that is not `sure`.
"""

import re
from dataclasses import dataclass

from proposal_check.model.overlap import Stance
from proposal_check.overlap import stance_words as words


@dataclass(frozen=True, slots=True)
class Reading:
    """A stance, and whether the sentence leaves no doubt about it."""

    stance: Stance
    sure: bool


UNCLEAR = Reading("unclear", False)
_CLAUSE_END = re.compile(r"[，,。；;！!？?\n]")
_SENTENCE_END = re.compile(r"[。；;！!？?\n]")


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Find the bounds of the sentence around `text[start:end]`."""
    left = max((m.end() for m in _SENTENCE_END.finditer(text, 0, start)), default=0)
    right = _SENTENCE_END.search(text, end)
    return left, right.start() if right else len(text)


def stance(text: str, start: int, end: int, *, present: bool = False) -> Reading:
    """Read what the sentence around `text[start:end]` does with it.

    `present` says that the section describes the present state. A title in 《》, an example, someone
    else's plan, a condition or a later phase is `unclear`.
    """
    left, right = sentence(text, start, end)
    if _cited(text[left:right], start - left, end - left):
        return UNCLEAR
    before, after = _clause(text, left, right, start, end)
    if words.DENY_BEFORE.search(before) or words.DENY_AFTER.search(after):
        return Reading("deny", True)
    if words.UNLINKED_BEFORE.search(before) or words.UNLINKED_AFTER.search(after):
        return UNCLEAR
    if _linked(before, after):
        return Reading("use", True)
    return _by_verb(before, after, (text[left:start], text[end:right]), present=present)


def _linked(before: str, after: str) -> bool:
    """Tell whether something is connected to the thing, drawn from it, done by it or rests on it."""
    ways = (
        (words.WITH_BEFORE, words.LINK_ANYWHERE),
        (words.SERVED_BEFORE, words.SERVED_AFTER),
        (words.DRAWN_BEFORE, words.DRAWN_AFTER),
        (words.RESTS_BEFORE, words.RESTS_AFTER),
    )
    both = any(head.search(before) and tail.search(after) for head, tail in ways)
    return both or words.LINK_AFTER.search(after) is not None


def _by_verb(before: str, after: str, around: tuple[str, str], *, present: bool) -> Reading:
    verb = _governing(before)
    if verb == "use" or (verb != "build" and words.PASSIVE_USE.search(after)):
        return Reading("use", True)
    if words.LACK.search(before):
        return UNCLEAR
    past = (
        words.PRESENT_BEFORE.search(before) or words.PRESENT_AFTER.search(after) or words.DONE.search(before)
    )
    if present or past:
        return Reading("present", True)
    return _built(verb, before, after, *around)


def _built(verb: str | None, before: str, after: str, lead: str, rest: str) -> Reading:
    if words.OPEN.search(lead) or words.OPEN.search(after) or words.NOT_NOW.search(rest):
        return UNCLEAR
    ours = verb == "build" and words.OURS_BEFORE.search(before)
    if not ours and (words.OTHERS.search(lead) or words.OTHERS.search(after)):
        return UNCLEAR
    if verb == "build" and words.OBJECT_END.search(after):
        return Reading("build", not words.STAGE.search(before))
    if words.NOMINAL_BUILD.search(after):
        return Reading("build", words.LIST_HEAD.search(before) is not None)
    made = words.MADE_AFTER.search(rest) or (verb == "build" and words.OBJECT_WIDER.search(after))
    return Reading("build", False) if made else UNCLEAR


def _governing(before: str) -> str | None:
    """Name the kind of the last verb before the mention in its clause; not to use something says neither."""
    kind = None
    for match in words.GOVERNING.finditer(before):
        refused = match.lastgroup == "use" and words.REFUSED.search(before, 0, match.start())
        kind = "refused" if refused else match.lastgroup
    return kind


def _clause(text: str, left: int, right: int, start: int, end: int) -> tuple[str, str]:
    """Give what stands before and after the mention in its clause.

    A bare topic (短信平台，由区里统一提供) takes the rest of the sentence as its predicate.
    """
    first = max((m.end() for m in _CLAUSE_END.finditer(text, left, start)), default=left)
    stop = _CLAUSE_END.search(text, end, right)
    before, after = text[first:start], text[end : stop.start() if stop else right]
    if stop and not after.strip() and _governing(before) is None:
        after = text[stop.end() : right]
    return before, after


def _cited(text: str, start: int, end: int) -> bool:
    return text.rfind("《", 0, start) > text.rfind("》", 0, start) and "》" in text[end:]
