"""Records that aren't regular: kept if that is safe, refused otherwise, and said on the right line each time."""

from __future__ import annotations

import pytest

from leadtui.errors import SourceError
from leadtui.model.dialect import Dialect
from leadtui.reading import limits, text
from tests.reading.glance import Read, codes, rows, spans

TOP = b"name,zip,city\n"
COMMA = Dialect()


def regular(count: int = 8) -> bytes:
    return b"".join(b"Ada,%05d,Springfield\n" % number for number in range(1569, 1569 + count))


def test_an_oddly_quoted_but_regular_cell(read: Read) -> None:
    table = read(b'id,name\n1,"B"" Avenue Learning Center LLC"""\n2,x\n', COMMA)
    assert rows(table) == [("1", 'B" Avenue Learning Center LLC"'), ("2", "x")]
    assert codes(table) == []


def test_empty_and_quoted_empty_cells_differ(read: Read) -> None:
    assert rows(read(b'a,b,c\n1,,""\n', COMMA)) == [("1", None, "")]


def test_blank_surplus_cells_are_dropped(read: Read) -> None:
    table = read(TOP + regular() + b"Bo,78701,Paris,, \n", COMMA)
    assert rows(table)[-1] == ("Bo", "78701", "Paris")
    assert codes(table) == [("I-EXTRA", 10)]


def test_surplus_text_is_refused(read: Read) -> None:
    table = read(TOP + regular() + b"Bo,78701,Paris,surplus\nCy,10001,Rome\n", COMMA)
    assert table.row_count == 9
    assert table.unreadable.rows() == [(10, 1)]
    issue = table.issues.row(0, named=True)
    assert (issue["code"], issue["line"], issue["rejects"], issue["severity"]) == ("E-CELLS", 10, True, "error")
    assert issue["value"] == "Bo,78701,Paris,surplus"
    assert "4 cells" in issue["message"]
    assert "3 columns" in issue["message"]


def test_a_short_record_that_looks_right_is_filled(read: Read) -> None:
    table = read(TOP + regular() + b"Bo,78701\nCy,10001,Rome\n", COMMA)
    assert rows(table)[-2:] == [("Bo", "78701", None), ("Cy", "10001", "Rome")]
    assert codes(table) == [("W-SHORT", 10)]


def test_a_short_record_that_lost_a_cell_inside_is_refused(read: Read) -> None:
    table = read(TOP + regular() + b"Bo,Paris\nCy,10001,Rome\n", COMMA)
    assert table.row_count == 9
    assert codes(table) == [("E-CELLS", 10)]


def test_a_stray_quote_stays_on_its_line(read: Read) -> None:
    table = read(TOP + regular() + b'Bo,78701,5" pipe\nCy,"10001","Rome"\n', COMMA)
    assert rows(table)[-2:] == [("Bo", "78701", '5" pipe'), ("Cy", "10001", "Rome")]
    assert codes(table) == [("I-QUOTE", 10)]


def test_quotes_that_are_not_doubled_are_kept(read: Read) -> None:
    table = read(TOP + regular() + b'"Bo "Bobby" Lee",78701,Rome\n"Ada "A" Low, Jr",1,Oslo\n', COMMA)
    assert rows(table)[-2:] == [('Bo "Bobby" Lee', "78701", "Rome"), ('Ada "A" Low, Jr', "1", "Oslo")]
    assert codes(table) == [("W-QUOTE", 10), ("W-QUOTE", 11)]


def test_an_unclosed_quote_is_left_out(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "BLOCK_BYTES", 4_096)
    table = read(TOP + b'"Bo,78701,Rome\n' + regular(5_000), COMMA)
    assert table.row_count == 5_001
    assert rows(table)[0] == ("Bo", "78701", "Rome")
    assert codes(table) == [("W-QUOTE", 2)]


def test_an_unclosed_quote_nobody_can_judge_costs_one_line(read: Read) -> None:
    table = read(TOP + b'"Bo,78701,Rome\n' + regular(3), COMMA)
    assert table.row_count == 3
    assert table.unreadable.rows() == [(2, 1)]
    assert codes(table) == [("E-QUOTE", 2)]
    assert "line 2" in table.issues["message"][0]


def test_an_unclosed_quote_before_quoted_rows_swallows_none(read: Read) -> None:
    table = read(TOP + b'"Bo,78701,Rome\n' + b'"Lee, Al",10001,"Paris, France"\n' * 50, COMMA)
    assert table.row_count == 51
    assert codes(table) == [("W-QUOTE", 2)]


def test_a_cell_over_lines_counts_its_lines(read: Read) -> None:
    table = read(TOP + b'"Ada\n\nLow",1,x\nBo,2,y\n"Cy\r\nLee",3,"z\n"\nDi,4,w', COMMA)
    assert rows(table) == [("Ada\n\nLow", "1", "x"), ("Bo", "2", "y"), ("Cy\r\nLee", "3", "z\n"), ("Di", "4", "w")]
    assert spans(table) == [(2, 3), (5, 1), (6, 3), (9, 1)]


def test_nul_and_undecodable_bytes_cost_their_record(read: Read) -> None:
    table = read(TOP + b"Bo,\x00,x\n" + regular(3) + b"Cy,\xff,x\nDi,2,\xed\xa0\x80\n" + regular(2), COMMA)
    assert table.row_count == 5
    assert codes(table) == [("E-NUL", 2), ("E-ENCODING", 6), ("E-ENCODING", 7)]
    assert all(table.issues["rejects"])


def test_a_lone_surrogate_in_wide_text_costs_its_record(read: Read) -> None:
    content = "a,b\n1,x\n2,".encode("utf-16-le") + b"\x00\xd8" + "\n3,z\n".encode("utf-16-le")
    table = read(content, Dialect(encoding="utf-16-le"))
    assert rows(table) == [("1", "x"), ("3", "z")]
    assert codes(table) == [("E-ENCODING", 3)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_line_end(read: Read, end: bytes) -> None:
    table = read(end.join([b"a,b", b"1,2", b'3,"x' + end + b'y"', b"4,5", b""]), COMMA)
    assert rows(table) == [("1", "2"), ("3", "x" + end.decode() + "y"), ("4", "5")]
    assert spans(table) == [(2, 1), (3, 2), (5, 1)]
    assert codes(table) == []


def test_mixed_line_ends(read: Read) -> None:
    table = read(b"a,b\r\n1,2\n3,4\r5,6\r\n7,8\n", COMMA)
    assert rows(table) == [("1", "2"), ("3", "4"), ("5", "6"), ("7", "8")]
    assert spans(table) == [(2, 1), (3, 1), (4, 1), (5, 1)]


def test_a_carriage_return_inside_a_cell_is_text(read: Read) -> None:
    table = read(TOP + regular(3) + b"Bo,1,Pa\rris\n" + regular(2), COMMA)
    assert rows(table)[3] == ("Bo", "1", "Pa\rris")
    assert spans(table)[3:] == [(5, 2), (7, 1), (8, 1)]
    assert codes(table) == [("W-LINES", 5)]


def test_blank_lines_and_rows_are_told_not_counted(read: Read) -> None:
    table = read(b"a,b\n\n1,2\n \n,\n3,4\n , \n\n\n", COMMA)
    assert rows(table) == [("1", "2"), ("3", "4")]
    assert {line for code, line in codes(table) if code == "I-BLANK"} == {2, 4, 5, 7, 8}
    assert table.read_count == 2


def test_a_repeated_header_is_told_not_counted(read: Read) -> None:
    table = read(b"a,b\n1,2\na,b\n3,4\n\xef\xbb\xbfa,b\n5,6\n", COMMA)
    assert rows(table) == [("1", "2"), ("3", "4"), ("5", "6")]
    assert codes(table) == [("I-REPEATED", 3), ("I-REPEATED", 5)]


@pytest.mark.parametrize("footer", [b"Total: 8 rows\n", b"\nPrepared by the office, March\n(second line)\n"])
def test_a_footer_is_told_not_counted(read: Read, footer: bytes) -> None:
    table = read(b"name,zip,city,state\n" + b"Ada,01569,Rome,XX\n" * 8 + footer, COMMA)
    assert (table.row_count, table.unreadable.height) == (8, 0)
    assert "I-FOOTER" in table.issues["code"]


def test_a_record_cut_off_at_the_end_is_no_footer(read: Read) -> None:
    table = read(b"name,zip,city,state\n" + b"Ada,01569,Rome,XX\n" * 8 + b"12345", COMMA)
    assert codes(table) == [("E-CELLS", 10)]


def test_lines_above_the_header_are_told(read: Read) -> None:
    table = read(b'Licences "of" 2026\n\nname,zip\nAda,1\n', Dialect(header_row=3))
    assert rows(table) == [("Ada", "1")]
    assert spans(table) == [(4, 1)]
    assert codes(table) == [("I-PREAMBLE", 1)]


def test_marks_at_the_start_are_no_part_of_the_header(read: Read) -> None:
    assert read(b"\xef\xbb\xbf\xef\xbb\xbfname,zip\n1,2\n", COMMA).columns[0].header == "name"


def test_names_are_distinct_and_never_blank(read: Read) -> None:
    table = read(b"Zip,,zip, ,Zip\n1,2,3,4,5\n", COMMA)
    assert [column.name for column in table.columns] == ["Zip", "column 2", "zip (2)", "column 4", "Zip (3)"]
    assert [column.header for column in table.columns] == ["Zip", "", "zip", " ", "Zip"]
    assert codes(table) == [("I-HEADER", 1)] * 4


def test_a_file_without_header(read: Read) -> None:
    table = read(b"1,2\n3,4\n", Dialect(header_row=None))
    assert rows(table) == [("1", "2"), ("3", "4")]
    assert [column.name for column in table.columns] == ["column 1", "column 2"]
    assert spans(table) == [(1, 1), (2, 1)]


def test_rows_wider_than_the_header_get_columns(read: Read) -> None:
    table = read(b"a,b\n" + b"1,2,3\n" * 5, COMMA)
    assert [column.name for column in table.columns] == ["a", "b", "column 3"]
    assert table.row_count == 5


def test_guessed_encodings_are_told(read: Read) -> None:
    table = read("name,zip\ncafé,1\nnaïve,2\n".encode("cp1252"))
    assert rows(table)[0][0] == "café"
    assert codes(table) == [("I-ENCODING", None)]


def test_a_last_row_that_was_chosen_ends_the_table(read: Read) -> None:
    table = read(TOP + regular(5) + b"Prepared,by,us\nand,others,x\n", Dialect(last_row=6))
    assert table.row_count == 5
    assert codes(table) == [("I-FOOTER", 7)]
    assert "Lines 7 to 8" in table.issues["message"][0]
    assert read(TOP + regular(5), Dialect(last_row=6)).issues.is_empty()


# -- repairs ---------------------------------------------------------------------------------------

SHOP = b"id,when,name,price,note\n" + b"".join(
    b'%d,2024-03-%02d,%s,%d.50,"%s, please"\n' % (number, number, name, number * 3, note)
    for number, (name, note) in enumerate(
        [(b"Ada", b"ring twice"), (b"Bo", b"leave it"), (b"Cy", b"call first"), (b"Di", b"come late")] * 5, start=1
    )
)
AT = SHOP.count(b"\n") + 1


@pytest.mark.parametrize(
    ("line", "code", "note"),
    [
        (b'212024-03-21,Ada,63.50,"ring twice, please"', "W-PARTED", "ring twice, please"),
        (b'21,2024-03-21,Ada63.50,"ring, please"', "W-PARTED", "ring, please"),
        (b'21,2024-03-21,Ada,63.50"ring, please"', "W-PARTED", "ring, please"),
        (b'21,,2024-03-21,Ada,63.50,"ring, please"', "W-JOINED", "ring, please"),
        (b"21,2024-03-21,Ada,63.50,ring twice, please", "W-JOINED", "ring twice, please"),
        (b'21;2024-03-21;Ada;63.50;"ring, please"', "W-DIVIDED", "ring, please"),
        (b'21, 2024-03-21, Ada, 63.50, "ring, please"', "W-DIVIDED", "ring, please"),
        (b'21,"2024-03-21,Ada,63.50,"ring, please"', "W-QUOTE", "ring, please"),
        (b'21,2024-03-21,Ada,63.50","ring, please"', "W-QUOTE", "ring, please"),
        (b'21,2024-03-21,Ada,63.50,""ring, please"', "W-QUOTE", "ring, please"),
        (b'21,2024-03-21,Ada,63.50,"ring,\nplease""', "W-QUOTE", "ring,\nplease"),
    ],
)
def test_one_bad_record_is_repaired_and_told(read: Read, line: bytes, code: str, note: str) -> None:
    table = read(SHOP + line + b'\n22,2024-03-22,Bo,66.50,"leave it, please"\n')
    row = ("21", "2024-03-21", "Ada", "63.50", note)
    assert rows(table)[-2:] == [row, ("22", "2024-03-22", "Bo", "66.50", "leave it, please")]
    issue = table.issues.row(0, named=True)
    assert (table.issues.height, issue["code"], issue["line"], issue["rejects"]) == (1, code, AT, False)
    assert issue["value"] == line.decode()
    assert issue["becomes"] == ",".join((*row[:-1], f'"{note}"'))
    assert issue["confidence"] > 0.7


@pytest.mark.parametrize(
    "line",
    [
        b"21,2024-03-21,Ada,63.50,x,y,z,w",  # no cell of one word is a text with three commas
        b"21,Ada,63.50",  # cells are gone, not delimiters
        b"Ada,Bo,Cy,Di,Ed,Flo",  # nothing fits
        b"21;Ada;x;y;z",
    ],
)
def test_a_record_that_could_be_anything_is_refused(read: Read, line: bytes) -> None:
    table = read(SHOP + line + b"\n")
    assert table.row_count == 20
    assert table.unreadable.rows() == [(AT, 1)]


@pytest.mark.parametrize(
    "line",
    [
        b'21,2024-03-21,Ada,63.50,"5"" pipe, please"',
        b'21,2024-03-21,Ada,63.50,pipe of 5" please',
        b'21,2024-03-21,Ada "the Great",63.50,"ring, please"',
        b'21,2024-03-21,Ada,63.50,""',
        b"21,2024-03-21,Ada,63.50,",
        b"21,2024-03-21, Ada,63.50,please",
    ],
)
def test_what_is_merely_unusual_is_left_alone(read: Read, line: bytes) -> None:
    table = read(SHOP + line + b"\n")
    assert table.row_count == 21
    assert set(table.issues["code"]) <= {"I-QUOTE"}


def test_another_table_below_is_told_and_can_be_chosen(read: Read) -> None:
    below = b"\ntown,people\nRome,2800000\nOslo,700000\nLima,9700000\n"
    first = read(SHOP + below)
    assert (first.row_count, codes(first)) == (20, [("I-BLANK", 22), ("W-TABLE", 23)])
    assert "Lines 23 to 26" in first.issues["message"][1]
    second = read(SHOP + below, Dialect(header_row=23))
    assert rows(second) == [("Rome", "2800000"), ("Oslo", "700000"), ("Lima", "9700000")]


def test_very_many_bad_records_take_no_time(read: Read) -> None:
    table = read(SHOP + b'21,,"2024-03-21,Ada,63.50,""ring, please\n' * 3_000)
    assert table.read_count == 20 + 3_000


# -- spreadsheets ----------------------------------------------------------------------------------


def test_what_a_spreadsheet_did_is_undone_where_it_can_be_proven(read: Read) -> None:
    lines = [b"id,zip,phone,name", b'1,="00123",5125550100,\'Round', b'2,"=""00456""",5125550101,O\'Neil']
    content = b"\n".join([*lines, b"3,'00789,5125550102,x", b""])
    table = read(content, COMMA)
    assert rows(table)[0] == ("1", "00123", "5125550100", "'Round")
    assert [row[1] for row in rows(table)] == ["00123", "00456", "00789"]
    found = table.issues.filter(table.issues["code"] == "W-EXCEL").sort("line")
    assert found.select("line", "column", "value", "becomes").rows() == [
        (2, "zip", '="00123"', "00123"),
        (3, "zip", '="00456"', "00456"),
        (4, "zip", "'00789", "00789"),
    ]


def test_what_a_spreadsheet_destroyed_is_told(read: Read) -> None:
    content = b"id,phone,mass,note\n" + b"".join(
        b"%d,51255501%02d,1.5E+09,n\n" % (number, number) for number in range(9)
    )
    table = read(content + b"9,5.12556E+09,2.25000E+09,#REF!\n", COMMA)
    assert rows(table)[-1] == ("9", "5.12556E+09", "2.25000E+09", "#REF!")
    told = table.issues.select("code", "line", "column", "value", "becomes").rows()
    assert sorted(told) == [
        ("W-DIGITS", 11, "phone", "5.12556E+09", "5.12556E+09"),
        ("W-ERROR", 11, "note", "#REF!", "#REF!"),
    ]


# -- limits ----------------------------------------------------------------------------------------


def test_too_many_columns(read: Read) -> None:
    with pytest.raises(SourceError, match="1,601 columns"):
        read(b"," * limits.MAX_COLUMNS + b"\n1\n", COMMA)
    assert len(read(b"," * (limits.MAX_COLUMNS - 1) + b"\n1\n", COMMA).columns) == limits.MAX_COLUMNS


@pytest.mark.parametrize("content", [b"\n\n\n", b" ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing_but_blanks(read: Read, content: bytes) -> None:
    with pytest.raises(SourceError, match="nothing but blank lines"):
        read(content)


def test_a_record_without_end(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_RECORD_BYTES", 100_000)
    monkeypatch.setattr(text, "BLOCK_BYTES", 10_000)
    with pytest.raises(SourceError, match="line 3 is longer"):
        read(b"a,b\n1,2\n" + b"x" * 500_000, COMMA)
    with pytest.raises(SourceError, match="longer"):
        read(b"x" * 500_000, COMMA)


def test_one_big_cell_is_no_problem(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "BLOCK_BYTES", 4_096)
    cell = b'say ""hi"",\n' * 20_000
    table = read(b'a,b\n1,"' + cell + b'"\n2,x\n', COMMA)
    assert rows(table)[0][1] == cell.decode().replace('""', '"')
    assert spans(table) == [(2, 20_001), (20_003, 1)]


def test_very_many_blank_lines_are_counted_not_listed(read: Read) -> None:
    table = read(b"a,b\n" + b"\n" * 50_000 + b"1,2\n" + b"3,4\n\n" * 500, COMMA)
    assert table.row_count == 501
    assert table.issues.height == limits.LISTED_REMARKS + 1
    assert spans(table)[0] == (50_002, 1)


@pytest.mark.parametrize("delimiter", [" | ", "^^", "::", "|~|", ", "])
def test_a_header_alone_shows_a_long_delimiter(read: Read, delimiter: str) -> None:
    table = read(delimiter.join(["Name", "Town", "Zip", "Phone", "Mail"]).encode() + b"\n")
    assert [column.name for column in table.columns] == ["Name", "Town", "Zip", "Phone", "Mail"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("is_ended", [True, False])
def test_a_total_on_the_last_line_is_none_of_the_rows(read: Read, end: str, is_ended: bool) -> None:
    lines = ["id,name,amount", *(f"{number},Shop {number},{number * 3}" for number in range(8)), "Total,,84"]
    table = read((end.join(lines) + end * is_ended).encode())
    assert table.row_count == 8
    assert codes(table) == [("I-FOOTER", 10)]


def test_a_blank_name_too_many_beside_a_column_without_name(read: Read) -> None:
    rows_ = [f"{number},Shop {number},Rome,{number * 3}," for number in range(8)]
    table = read("\n".join(["id,name,,town,amount,", *rows_, ""]).encode())
    assert [column.header for column in table.columns] == ["id", "name", "town", "amount", ""]
    assert "W-HEADER" in [code for code, _ in codes(table)]
    assert table.row_count == 8


def street_rows(count: int) -> list[str]:
    towns = ("Bend", "Reno", "Waco")
    return [f"{number},{7 * number % 400 + 1} Elm St,{towns[number % 3]},{10001 + number}" for number in range(count)]


def test_a_text_with_a_comma_is_put_together_wherever_it_stands(read: Read) -> None:
    lines = street_rows(2_000)
    lines[1_000] = lines[1_000].replace(" Elm St", " Elm, St")
    table = read("\n".join(["id,street,town,zip", *lines, ""]).encode(), COMMA)
    assert rows(table)[1_000] == ("1000", "201 Elm, St", "Reno", "11001")
    assert codes(table) == [("W-JOINED", 1_002)]


def test_two_files_in_one_are_read_whole_however_many_rows_are_divided_otherwise(read: Read) -> None:
    lines = street_rows(6_000)
    other = [line.replace(",", ";") for line in street_rows(8_000)[6_000:]]
    table = read("\n".join(["id,street,town,zip", *lines, *other, ""]).encode(), COMMA)
    assert table.row_count == 8_000
    assert rows(table)[-1][0] == "7999"
    assert table.issues["code"].value_counts().rows() == [("W-DIVIDED", 2_000)]


def test_text_decoded_by_a_wrong_encoding_is_put_right_where_that_is_proven(read: Read) -> None:
    good = "".join(f"{number},Ann,Bend\n" for number in range(8))
    table = read(f"id,name,town\n{good}8,JosÃ© NÃºÃ±ez,PeÃ±asco\n9,Donâ€™s,SÃO TOMÉ\n10,Ã© José,x\n".encode(), COMMA)
    assert rows(table)[-3:] == [("8", "José Núñez", "Peñasco"), ("9", "Don’s", "SÃO TOMÉ"), ("10", "Ã© José", "x")]
    assert codes(table) == [("W-MOJIBAKE", 10), ("W-MOJIBAKE", 11), ("W-MOJIBAKE", 10)] or sorted(codes(table)) == [
        ("W-MOJIBAKE", 10), ("W-MOJIBAKE", 10), ("W-MOJIBAKE", 11)
    ]  # fmt: skip


@pytest.mark.parametrize("note", ["Total records: 8", "Source: Health Department", "Data as of 10/31/2026", "8 rows"])
def test_a_remark_alone_in_the_last_row_is_no_record(read: Read, note: str) -> None:
    table = read(TOP + regular() + f"{note},,\n".encode(), COMMA)
    assert table.row_count == 8
    assert codes(table) == [("I-FOOTER", 10)]


@pytest.mark.parametrize("name", ["Total Wine", "Source Foods", "Notes for Two", "Page Turner"])
def test_a_name_alone_in_the_last_row_stays_a_record(read: Read, name: str) -> None:
    assert read(TOP + regular() + f"{name},,\n".encode(), COMMA).row_count == 9


def test_lines_drawn_below_the_names_are_no_part_of_them(read: Read) -> None:
    table = read(b"|name|zip|\n|---|:--:|\n" + b"".join(b"|Ada|%05d|\n" % number for number in range(9)))
    assert [column.header for column in table.columns] == ["", "name", "zip", ""]
    assert table.row_count == 9


def test_names_decoded_by_a_wrong_encoding_are_put_right_and_recognised_below(read: Read) -> None:
    names = "JosÃ© tÃ©lÃ©phone,Adresse Ã©lectronique,Ville"
    table = read(f"{names}\n1,a@b.c,Lyon\n{names}\n2,d@e.f,Nice\n".encode(), COMMA)
    assert [column.header for column in table.columns] == ["José téléphone", "Adresse électronique", "Ville"]
    assert (table.row_count, "I-REPEATED" in table.issues["code"]) == (2, True)
    assert {line for code, line in codes(table) if code == "W-MOJIBAKE"} >= {1}


def test_the_mark_of_the_last_page_is_no_record(read: Read) -> None:
    table = read(TOP + regular() + b"Page 1 of 1,,\n", COMMA)
    assert (table.row_count, codes(table)) == (8, [("I-PAGE", 10)])


@pytest.mark.parametrize("mark", ["Page 2 of 9,,", "page 2,,", "Seite 2 von 9,,", ",,Página 2/9", "Page 2 of 9"])
def test_marks_of_pages_between_rows_are_no_records(read: Read, mark: str) -> None:
    table = read(TOP + regular() + f"{mark}\n".encode() + TOP + b"9,Ann,Bend\n", COMMA)
    assert table.row_count == 9
    assert codes(table) == [("I-PAGE", 10), ("I-REPEATED", 11)]
    assert table.unreadable.is_empty()


@pytest.mark.parametrize("row", ["Page,,", "Page Turners,,", "Page 2 Books,,"])
def test_a_row_of_one_cell_is_a_row_and_told(read: Read, row: str) -> None:
    table = read(TOP + regular() + f"{row}\n".encode() + b"9,Ann,Bend\n", COMMA)
    assert (table.row_count, codes(table)) == (10, [("I-ALONE", 10)])


def test_in_a_table_of_few_filled_cells_a_row_of_one_says_nothing(read: Read) -> None:
    rows_of_one = "".join(f"{number},,\n" for number in range(8))
    assert codes(read(TOP + rows_of_one.encode() + b"9,Ann,Bend\n", COMMA)) == []


def test_a_row_divided_by_commas_and_blanks_is_put_right_though_a_quoted_cell_has_lost_its_blank(read: Read) -> None:
    good = "".join(f"{number},,,C,Small pot\n" for number in range(60))
    table = read(f'n,a,b,c,d\n{good}60, , , C, "Small pot"\n'.encode(), COMMA)
    assert rows(table)[-1] == ("60", None, None, "C", "Small pot")
    assert codes(table) == [("W-DIVIDED", 62)]


def test_a_blank_behind_the_only_comma_of_one_row_is_told_and_kept(read: Read) -> None:
    good = "".join(f"{number},Ann\n" for number in range(30))
    table = read(f"n,name\n{good}30, Bo\n".encode(), COMMA)
    assert (rows(table)[-1], codes(table)) == (("30", " Bo"), [("I-BLANKS", 32)])


def test_cells_that_begin_with_a_blank_beside_empty_ones_are_kept(read: Read) -> None:
    good = "".join(f"{number},,,C,Small pot\n" for number in range(60))
    for row, cells in (
        ("60,,, C, Small pot", ("60", None, None, " C", " Small pot")),
        ("60,, x, C, Small pot", ("60", None, " x", " C", " Small pot")),
    ):
        table = read(f"n,a,b,c,d\n{good}{row}\n".encode(), COMMA)
        assert (rows(table)[-1], codes(table)) == (cells, [])
