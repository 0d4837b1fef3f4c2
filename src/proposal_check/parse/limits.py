"""What a file may cost at most. Beyond any of these a file is refused; only a page of a PDF is read in part.

The largest real proposals seen have 600 pages: a document.xml of 8 MB, 5 000 paragraphs, 20 000 cells.
"""

from typing import Final

FILE_BYTES: Final = 300 * 2**20
ZIP_ENTRIES: Final = 20_000
# Sum of the sizes the archive declares; pictures are declared but never unpacked.
UNPACKED_BYTES: Final = 2 * 2**30
# Real size of one XML part, counted while unpacking, whatever the archive declares.
PART_BYTES: Final = 128 * 2**20
# Unpacked to packed; repetitive tables reach about 60. Small parts may compress as they like.
RATIO: Final = 250
RATIO_FREE_BYTES: Final = 8 * 2**20
# libxml2 itself refuses XML nested deeper than 256 elements as long as huge_tree is off.
XML_DEPTH: Final = 256
TABLE_NESTING: Final = 16
TABLE_COLUMNS: Final = 1_000
CELLS: Final = 400_000
PARAGRAPHS: Final = 400_000
# Rows of a worksheet; a table of a proposal with more is none.
SHEET_ROWS: Final = 100_000
# Pages of a PDF: three seconds of reading for every thousand.
PDF_PAGES: Final = 3_000
# Characters of all pages together; a proposal of 600 pages has half a million.
PDF_CHARACTERS: Final = 10_000_000
# A page with more is no page of text; the rest of it is not read, with a warning.
PDF_PAGE_CHARACTERS: Final = 60_000
# Drawn objects of a page; beyond this its tables and drawings are not looked for, with a warning.
PDF_PAGE_OBJECTS: Final = 30_000
# Heights times sides at which a page draws lines; finding the tables among them takes a second here.
PDF_PAGE_CROSSINGS: Final = 30_000
# Pages without usable text that are recognised, two seconds each; the others are told.
OCR_PAGES: Final = 400
IMAGE_PIXELS: Final = 100_000_000
# What LibreOffice may take to turn one file into .docx; a file of 50 pages takes about two seconds.
OFFICE_SECONDS: Final = 90
# The process that reads: seconds it may be silent, private memory, processor time of all its threads.
READ_SECONDS: Final = 120
MEMORY_BYTES: Final = 4 * 2**30
CPU_SECONDS: Final = 7_200
