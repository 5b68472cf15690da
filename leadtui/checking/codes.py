"""Every code an issue can have: a title, what it means, and what to do about it.

The screens show these pages beside each group; a mapping's own rules bring codes of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Code:
    """One page of help."""

    code: str
    title: str
    """A few words for a list."""
    explanation: str
    fix: str
    """What to do, or what to ask the publisher."""


_PAGES: Final = (
    Code("E-REQUIRED", "required field missing",
         "The target says that a row is worth nothing without this field, and the row has none. The row is rejected.",
         "Map another column to the field, give it a constant, or ask the publisher for the value."),
    Code("E-KEY", "nothing identifies the row",
         "None of the alternatives of `load.key` is complete, so the row could not be found again next month. "
         "The row is rejected.",
         "Map a license number or an id; or add an alternative to `load.key` that the file can fill."),
    Code("W-KEY", "one key, different rows",
         "Two rows of the file have the same key and say different things. The last one counts.",
         "Look at both rows; if they are two places, the key needs another field."),
    Code("I-KEY", "the same row twice", "Two rows of the file are equal. One of them is loaded.", "Nothing to do."),
    Code("E-DATE", "not a date",
         "The text is no date, or there is no such day in the order (day or month first) that the whole column shows. "
         "It becomes empty; the row stays.",
         "If the order was decided wrongly, give the column a `format`, such as %d/%m/%y."),
    Code("W-DATE-TEXT", "words beside a date", "A date was found among words that may change its meaning.",
         "Look whether the words matter; if not, ignore."),
    Code("W-DATE-ORDER", "day or month first?",
         "Nothing in the column proves whether the day or the month comes first; the message says what was taken.",
         "Give the column a `format`, such as %m/%d/%y, and the question is settled for good."),
    Code("W-CENTURY", "19xx or 20xx?",
         "Years of two digits are spread so widely that the column does not show where one century ends.",
         "Give the column a `format` with %Y if the file can have four digits; otherwise look at the oldest dates."),
    Code("W-DATE-SERIAL", "day numbers among dates",
         "Some cells hold the day number of a spreadsheet (44197 is 2021-01-01), others a date written out. The number "
         "was turned into its day.",
         "Look whether the numbers are days; a zip code that slipped sideways looks the same."),
    Code("W-DECISION", "decided without proof", "The file does not prove how a column is to be read.",
         "Read the message, and look at a few rows."),
    Code("E-INT", "not a whole number", "Something beside a whole number stands in the cell. It becomes empty.",
         "For notes after the number, such as 12 (est.), add `leading_number` to the field's `clean` list."),
    Code("E-NUMBER", "not a number", "The text is no number or amount. It becomes empty.",
         "Add the spelling to the field's `values`, or correct it at the source."),
    Code("W-DECIMAL", "decimal point or comma?",
         "Some numbers of the column have a decimal comma and others a decimal point; the message says how those that "
         "could be either were read.",
         "Look at a few rows, and ask the publisher for one way of writing."),
    Code("W-NUMBER-UNIT", "a unit beside a number",
         "A word such as children, per month or k stands beside the number. The number was taken, the word left out.",
         "Look whether the word changes what the number means."),
    Code("W-NUMBER-CUT", "number taken from the beginning",
         "`leading_number` has taken the number a text begins with, and left out the rest.",
         "Look whether the rest says that the number means something else."),
    Code("E-FLAG", "neither yes nor no", "The field is yes or no, and the cell is neither. It becomes empty.",
         "Add the word to the field's `values`, for example `{Offered: yes}`."),
    Code("W-FLAG", "neither yes nor no", "A column of a yes/no list holds something else; it was taken as no.",
         "Look whether cells have slipped from another column."),
    Code("E-PHONE", "not a telephone number",
         "The number lacks its area code, has too few or too many digits, or cannot exist in North America. "
         "It becomes empty.",
         "Correct it at the source; a number abroad begins with + and its country."),
    Code("W-PHONE", "two telephone numbers",
         "Two numbers stand in one cell. The second one goes to the overflow field, if that is free.",
         "Nothing to do where there is an overflow field."),
    Code("W-PHONE-WORD", "letters in a telephone number",
         "The number is partly spelled in letters, as in 1-800-FLOWERS; they were read as the keys they stand on.",
         "Nothing to do."),
    Code("W-PHONE-REGION", "whose telephone numbers?",
         "The numbers have no calling code and are written as in another country; they were read as numbers of it.",
         "Give the field a `region`, such as GB, and the question is settled for good."),
    Code("W-PHONE-REST", "words beside a telephone number",
         "A number was found, and something else beside it that was left out.", "Look whether it matters."),
    Code("E-EMAIL", "not an e-mail address", "The text holds no e-mail address. It becomes empty.",
         "Look whether cells have slipped from another column."),
    Code("W-EMAIL", "more than an e-mail address",
         "Several addresses, or words beside one; the first address was taken.", "Look whether the rest matters."),
    Code("W-EMAIL-TYPO", "perhaps a slip in the address",
         "The domain looks like a mistyped one of a large provider. It was not changed.",
         "Correct it with the field's `values` if you are sure."),
    Code("E-URL", "not a web address", "The text is not the address of a website. It becomes empty.",
         "Correct it at the source."),
    Code("W-URL", "more than a web address",
         "Several addresses, or words beside one; the first address was taken.", "Look whether the rest matters."),
    Code("E-ZIP", "not a zip code",
         "A zip code has five digits, or five and four. Four digits often mean that a spreadsheet took a leading zero "
         "away; it is not put back unasked. The value becomes empty.",
         "If all short ones lack a zero, add `zip_pad` to the field's `clean` list."),
    Code("W-ZIP", "a postal code of another country", "The code is not from the United States. It is kept as text.",
         "Nothing to do if the row belongs into the table."),
    Code("W-ZIP-PAD", "leading zero put back", "`zip_pad` has put leading zeros back.", "Nothing to do."),
    Code("E-STATE", "not a state",
         "The text is neither the name nor the code of a state or province. It becomes empty.",
         "Add the spelling to the field's `values`."),
    Code("W-STATE", "a region of another country",
         "The text names a region outside the United States, Canada and Australia. It is kept by its name.",
         "Nothing to do if the row belongs into the table."),
    Code("I-PLACE", "the state beside a town",
         "The state stood behind the name of a town or county, and was left out there.",
         "Nothing to do; a column of its own, or a split, fills the state."),
    Code("W-ADDRESS", "street and town in doubt",
         "Nothing in the cell says for certain where the street ends. The message tells what was taken.",
         "Look at the town; a column with the town alone settles it for every row."),
    Code("W-TWO-PEOPLE", "two people in one cell",
         "The cell names more than one person. The first is kept; the message names the other.",
         "Nothing to do, unless the other one matters."),
    Code("W-NAME", "not written like a name", "The name has one word only, or digits in it.", "Look at the row."),
    Code("I-NAME", "name put in order",
         "Last name first was turned round, or a title beside the name was left out.", "Nothing to do."),
    Code("W-AGES", "ages without a unit", "The text speaks of ages, but not whether in weeks, months or years.",
         "Say what is meant with the field's `values`."),
    Code("W-SCHEDULE", "no list of days and hours",
         "The text is not only days, hours and phrases such as Year Round, or an hour lacks AM or PM. It is kept as "
         "received.",
         "Nothing to do where a person reads it; otherwise correct it with the field's `values`."),
    Code("W-SHIFT", "a cell that belongs elsewhere",
         "The text says nothing about its own column; the publisher's cells may have slipped sideways. "
         "It was not used.",
         "Compare the row with its neighbours; report it to the publisher."),
    Code("W-SPLIT", "only one part found", "A cell that should hold two things holds one.", "Look at the row."),
    Code("W-LETTER", "an odd letter among capitals",
         "A small letter with an accent stands among capitals; often an apostrophe read with the wrong encoding. "
         "It was kept.",
         "Correct it with the field's `values`, or reopen the file with another encoding."),
    Code("E-EXCEL", "a spreadsheet's error or rounding",
         "The cell holds an error such as #REF!, or a long number rounded to 1.23E+11. It becomes empty.",
         "Ask the publisher for the file before it went through a spreadsheet."),
    Code("W-EXCEL", "a spreadsheet's formula", 'The text stood in a formula such as ="00123". It was taken out.',
         "Nothing to do."),
    Code("I-NULL", "a word for nothing", "The cell says N/A, none or the like, and is taken as empty.",
         "If the word is a value, take `null_words` away by giving the field another kind."),
    Code("E-LONG", "a key too long", "A field of the key is longer than a key can be. It becomes empty.",
         "Look whether a column is mapped wrongly, or a quote is missing in the file."),
    Code("W-LONG", "a very long text", "The value is far longer than such values are. It is kept.",
         "Look whether a quote is missing in the file, so that cells have run together."),
    Code("E-NUL", "a NUL byte", "The record holds a byte that no text column can keep. The row is rejected.",
         "Ask the publisher for a clean export, or remove the byte and reload the rejects."),
    Code("E-ENCODING", "not text", "The record holds bytes that are no text in the file's encoding. It is rejected.",
         "Open the file with another encoding, or correct the record and reload the rejects."),
    Code("E-QUOTE", "a quote without an end", "A quoted cell begins and its end is not found. The record is rejected.",
         "Close the quote in the file, or open the file without a quote character."),
    Code("E-CELLS", "more cells than columns", "The record has more filled cells than the header has names, so it is "
         "not known which cell belongs where. It is rejected.",
         "Quote the cell that holds a delimiter, and reload the rejects."),
    Code("E-JSON", "not a JSON record", "The line is no JSON object. It is rejected.",
         "Correct the line and reload the rejects."),
    Code("I-QUOTE", "quotes in the middle", "A quote stands in the middle of a cell and is kept as it stands.",
         "Nothing to do."),
    Code("W-LINES", "line ends in a cell",
         "A cell that is not quoted holds line ends; cells may have run together. They are kept.",
         "Look whether a quote is missing in the file."),
    Code("W-QUOTE", "quotes out of order",
         "Quotes stand inside a quoted cell without being doubled, and are kept; or one quote too many made the record "
         "no row, and is left out. The issue shows both.", "Look whether the cell ends where it should."),
    Code("W-SHORT", "fewer cells than columns", "The record ends early; the cells it lacks are taken as empty.",
         "Look whether cells have slipped to the left."),
    Code("W-PARTED", "a delimiter missing",
         "The record has a cell too few, and what its columns usually hold says where the delimiter is missing. "
         "It was put back.", "Look whether the cells stand where they should; the issue shows both."),
    Code("W-JOINED", "a delimiter too many",
         "The record has cells too many: a blank one that fits nowhere, or a text with delimiters that is not quoted. "
         "It was put together again.", "Look whether the cells stand where they should; the issue shows both."),
    Code("W-DIVIDED", "another delimiter in one record",
         "One record is divided by another delimiter than the file, and was read with that one.",
         "Look whether the cells stand where they should; the issue shows both."),
    Code("W-TABLE", "another table below", "Below the table another one begins, and is not read.",
         "To read it instead, choose the line where it begins as the header row."),
    Code("W-HEADER", "the header put right",
         "The header has a stray quote, another delimiter, or names too many or too few. It was put right.",
         "Look whether each column has its own name."),
    Code("I-HEADERS", "a header over several lines", "The names of the columns take more than one line; they are read "
         "as one, and a line of units gives no names.", "Nothing to do if the header was found rightly."),
    Code("I-HEADER", "column names made distinct", "A header is empty or repeats itself, and was given a name.",
         "Nothing to do."),
    Code("I-BLANK", "blank lines", "Blank lines are no records and are not counted.", "Nothing to do."),
    Code("I-EXTRA", "blank cells at the end", "Lines end in blank cells that no header names. They are dropped.",
         "Nothing to do."),
    Code("I-PREAMBLE", "lines above the header", "The header is not the first line; what stands above is not counted.",
         "Nothing to do if the header was found rightly; otherwise set its row."),
    Code("I-FOOTER", "lines below the table", "The last lines are a total or a note, not records.", "Nothing to do."),
    Code("I-REPEATED", "the header again", "A line repeats the header and is not counted.", "Nothing to do."),
    Code("I-ENCODING", "the file's encoding", "The file is not UTF-8; the message says how it was decoded, and why.",
         "Look at letters with accents; if they are wrong, choose another encoding."),
    Code("W-ERROR", "a spreadsheet's error",
         "The cell of the workbook holds an error such as #REF!; it is kept as text.",
         "Ask the publisher for the value, or correct the formula in the workbook."),
    Code("W-DIGITS", "digits lost",
         "A spreadsheet keeps 15 digits of a number, and this one is longer: it ends in zeros that were other digits.",
         "Ask the publisher to write the column as text."),
    Code("W-CUT", "over the border of its column", "In a text of columns of fixed width, a value reaches into the next "
         "column and is cut at the border.", "Look at the line; set the borders in the mapping's `layout: cuts`."),
    Code("W-LETTERS", "a name that may mislead", "A column's name holds characters that can't be seen, or letters of "
         "two alphabets that look alike.", "Look whether the column is what it seems to be."),
    Code("I-HIDDEN", "hidden in the sheet", "Rows or columns are hidden in the workbook. They are read like any other.",
         "Look whether they were meant to be sent."),
    Code("I-MERGED", "merged cells", "Several rows share one merged cell; only the first of them has its value.",
         "Undo the merging in the workbook, if each row should have it."),
    Code("I-SHEETS", "other sheets", "The workbook has more sheets than the one that is read.",
         "Choose another sheet, if the table is there."),
    Code("I-JSON", "a list inside an object", "The records were found in a list inside one big object; what stands "
         "beside the list is not read.", "Nothing to do."),
    Code("I-RULER", "a line of dashes", "A line of dashes stands between rows and is not counted.", "Nothing to do."),
    Code("I-KNOWN", "already in the table", "In mode append, a row that the table already has is not added again.",
         "Nothing to do."),
    Code("E-LIST", "not one of the values allowed",
         "The table takes a closed list of values in this column (an enum or a CHECK), and the text is none of them. "
         "It becomes empty; where the column must be filled, the row is rejected.",
         "Add the spelling to the field's `values`, for example `{Closed: closed}`."),
    Code("E-RANGE", "outside the numbers allowed",
         "The table takes numbers of a certain range in this column (a CHECK), and this one is outside. "
         "It becomes empty; where the column must be filled, the row is rejected.",
         "Look at the row; if the number is right, the table's CHECK is too narrow."),
    Code("W-CAPACITY", "an unlikely capacity", "The number of children is outside what is usual.", "Look at the row."),
    Code("W-DATES", "expires before it was issued", "The license runs out before it was issued.",
         "Look whether the two columns are mapped the right way round."),
)  # fmt: skip
CODES: Final[Mapping[str, Code]] = MappingProxyType({page.code: page for page in _PAGES})
