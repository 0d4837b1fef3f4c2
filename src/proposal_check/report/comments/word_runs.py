"""Cut a run of a Word file in two that look and read as the one did."""

from copy import deepcopy

from lxml import etree

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def divide_run(run: etree._Element, at: int) -> None:
    """Move what follows the first `at` characters of a run into a new run behind it, with its properties.

    A run whose text is not all its own, as in a drawing with a text box, is left whole.
    """
    word = f"{{{etree.QName(run).namespace}}}"
    if len(run.findall(word + "t")) != sum(1 for _ in run.iter(word + "t")):
        return
    rest = etree.Element(run.tag, {str(key): str(value) for key, value in run.attrib.items()})
    properties = run.find(word + "rPr")
    if properties is not None:
        rest.append(deepcopy(properties))
    seen = 0
    for child in [c for c in run if c is not properties]:
        size = len(child.text or "") if child.tag == word + "t" else 0
        if seen >= at:
            rest.append(child)
        elif seen + size > at:
            rest.append(_divide_text(child, at - seen))
        seen += size
    run.addnext(rest)


def _divide_text(text: etree._Element, at: int) -> etree._Element:
    said, tail = text.text or "", deepcopy(text)
    text.text, tail.text, tail.tail = said[:at], said[at:], None
    for part in (text, tail):
        part.set(SPACE, "preserve")
    return tail
