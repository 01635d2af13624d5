"""How much a single file may ask for. A report has 3,000 to 60,000 characters; all limits are far above that."""

from __future__ import annotations

# A scanned report of hundreds of pages stays below; above it the file is not worth the memory.
MAX_BYTES = 200_000_000

# A hundred times the longest report seen. 50 MB of Chinese text (16 M characters) is above it, on purpose: no
# report is that long, and the later stages hold several values per sentence.
MAX_CHARS = 5_000_000

# A character takes four bytes at most in every encoding that is read, so more bytes cannot be within MAX_CHARS.
MAX_TEXT_BYTES = 4 * MAX_CHARS

# Pages beyond are not read, and a warning says so: a report has 5 to 60.
MAX_PAGES = 600

# Characters on one page; a printed page has 700, a page full of figures 5,000.
MAX_PAGE_CHARS = 30_000

# Places where rules may cross on one page (columns times rows), beyond which it is a drawing, not a table: 5,000 take
# the search for cells half a second, and it grows with the square. The largest page of the prescribed form has 700.
MAX_CROSSINGS = 5_000

# Straight strokes drawn on one page; a table of 250 cells framed one by one has 1,000.
MAX_RULES = 20_000

# Pages that are searched for tables; the prescribed form has two or three, a long annex some thirty.
MAX_RULED_PAGES = 100

# Unpacked size of one part of a .docx or .ofd. Word needs about 100 bytes of XML per character, so this is 200,000
# characters; lxml needs up to ten times the size in memory.
MAX_PART_BYTES = 20_000_000

# Unpacked size of all parts that are read: a page of an .ofd has 50,000 to 300,000 bytes, a report up to 60 pages.
MAX_UNPACKED_BYTES = 100_000_000

# Elements of a web page that are open at once. Pages have 20 to 100; parsing takes the square of it.
MAX_NESTING = 5_000

# Rows or columns that one HTML cell may claim to span; browsers stop at 1,000 columns, too.
MAX_SPAN = 1_000

# Cells of one table. The prescribed form has 250 at most, a long indicator list a few thousand.
MAX_CELLS = 200_000

# Instructions and pieces of text of a .rtf file. Word writes some 12 for a character at worst, a report with all its
# styles has 200,000; ten million take ten seconds.
MAX_RTF_TOKENS = 10_000_000
