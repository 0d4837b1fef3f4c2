"""Degrade a PDF into what a scanner makes of its print: images only, a little turned, blurred, noisy."""

import io
import time
from collections.abc import Iterator

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

_DPI, _TURN, _BLUR, _NOISE, _QUALITY = 150, 0.7, 0.6, 7.0, 62
_DATE = time.gmtime(0)


def scan(pdf: bytes, seed: int, pages: int | None = None) -> bytes:
    """Return an image-only PDF of the first `pages` pages; the same bytes for the same seed."""
    random = np.random.default_rng(seed)
    images = [_degraded(page, random) for page in _rendered(pdf, pages)]
    out = io.BytesIO()
    images[0].save(
        out, "PDF", save_all=True, append_images=images[1:], resolution=_DPI, quality=_QUALITY,
        creationDate=_DATE, modDate=_DATE,
    )  # fmt: skip
    return out.getvalue()


def _rendered(pdf: bytes, pages: int | None) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        for index in range(min(len(document), pages or len(document))):
            yield document[index].render(scale=_DPI / 72).to_pil().convert("L")


def _degraded(image: Image.Image, random: np.random.Generator) -> Image.Image:
    turned = image.rotate(_TURN, Image.Resampling.BICUBIC, fillcolor=250)
    grey = np.asarray(turned.filter(ImageFilter.GaussianBlur(_BLUR)), dtype=np.float32)
    noisy = grey + random.normal(0, _NOISE, grey.shape).astype(np.float32)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8), "L")
