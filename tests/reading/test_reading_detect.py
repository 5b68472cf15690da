"""Encoding, delimiter, quote and header, found without a hint; each with its reason."""

from __future__ import annotations

import pytest

from leadtui import reading
from leadtui.errors import SourceError
from leadtui.model.dialect import Dialect
from leadtui.model.mapping import Layout
from tests.reading.glance import Write

PEOPLE = "name;city;zip\nAda;Łódź;01569\nBo;Kraków;78701\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"a,b\n1,2\n", "utf-8"),
        ("a,b\ncafé,2\n".encode(), "utf-8"),
        ("a,b\ncafé,2\n".encode("utf-8-sig"), "utf-8"),
        ("a,b\n1,2\n".encode("utf-16"), "utf-16"),
        ("a,b\n1,2\n".encode("utf-16-be"), "utf-16-be"),
        ("a,b\n1,2\n".encode("utf-32"), "utf-32"),
        ("a,b\n1,2\n".encode("utf-32-le"), "utf-32-le"),
        ("a,b\ncafé,2\nMüller’s,1\n".encode("cp1252"), "cp1252"),
        (("a,b\n" + "Иван Петров живёт,в Москве на улице Ленина\n" * 9).encode("cp1251"), "cp1251"),
        (b"a,b\n1,\xff\n", "utf-8"),
        (b"a,b\n1,\xed\xa0\x80x\n", "utf-8"),
        (b"a,b\n" + "é,1\n".encode() * 5 + b"\xe9,2\n", "utf-8"),
    ],
)
def test_encodings(write: Write, content: bytes, encoding: str) -> None:
    assert reading.detect(write(content)).dialect.encoding == encoding


def test_an_accent_late_in_the_file_counts(write: Write) -> None:
    content = b"name,city\n" + b"Ada,Paris\n" * 60_000 + "Zoé,Orléans\n".encode("cp1252")
    assert reading.detect(write(content)).dialect.encoding == "cp1252"


@pytest.mark.parametrize(
    ("text", "delimiter", "quote", "header_row"),
    [
        ("name,zip\nAda,01569\nBo,78701\n", ",", '"', 1),
        (PEOPLE, ";", '"', 1),
        ("name\tzip\nSmith, Ada\t01569\nLee, Bo\t78701\n", "\t", '"', 1),
        ("name|zip|note\nAda|01569|a, b\nBo|78701|c; d\n", "|", '"', 1),
        ("name:zip\nAda:01569\nBo:78701\n", ":", '"', 1),
        ("name^zip\nAda^01569\nBo^78701\n", "^", '"', 1),
        ("name;price;when\nA;1,50;10:30\nB;2,75;11:45\nC;3,10;9:15\n", ";", '"', 1),
        ("'name','note'\n'Ada','it''s, fine'\n'Bo','a, b'\n", ",", "'", 1),
        ('size\tname\n5" pipe\tAda\n6" pipe\tBo\n', "\t", None, 1),
        ('name,note\n"Smith, A","say ""hi"""\n"Lee, B","two\nlines"\n', ",", '"', 1),
        ("Ada,ada@example.org,01569\nBo,bo@example.org,78701\nCy,cy@example.org,10001\n", ",", '"', None),
        ("1,2.5,2024-01-02\n2,3.5,2024-01-03\n3,4.5,2024-01-04\n", ",", '"', None),
        ("Licences of March\n\nname,zip,city\nAda,01569,X\nBo,78701,Y\nCy,10001,Z\n", ",", '"', 3),
        ("Licences of March,,\nname,zip,city\nAda,01569,X\nBo,78701,Y\nCy,10001,Z\n", ",", '"', 2),
        ("email\nada@example.org\nbo@example.org\n", ",", '"', 1),
        ("name,age\n", ",", '"', 1),
        ("name, zip, city\nAda, 01569, Rome\nBo, 78701, Oslo\n", ", ", '"', 1),
        ("name||zip||city\nAda||01569||Rome\nBo||||Oslo\n", "||", '"', 1),
        ("name|zip|city\nAda||Rome\nBo||Oslo\nCy|10001|Lima\n", "|", '"', 1),
        ("name|~|zip\nAda|~|01569\nBo|~|78701\n", "|~|", '"', 1),
        ("name@zip\nAda Low@01569\nBo Lee@78701\nCy Ray@10001\n", "@", '"', 1),
        ("`name`,`note`\n`Ada`,`a, b`\n`Bo`,`c, d`\n", ",", "`", 1),
        ('name,note\nAda,"Acme open\nBo,x\nCy,y\n', ",", '"', 1),
        ("2024-01-02\n2024-01-03\n2024-02-04\n", ",", '"', None),
        ("name\nAda Low\nBo Lee\nCy Ray\nDi Fox\n", ",", '"', 1),
        ("name,zip,city\nname,zip,city\nAda,01569,X\nBo,78701,Y\n", ",", '"', 1),
    ],
)
def test_dialects(write: Write, text: str, delimiter: str, quote: str | None, header_row: int | None) -> None:
    found = reading.detect(write(text.encode())).dialect
    assert (found.delimiter, found.quote, found.header_row) == (delimiter, quote, header_row)


@pytest.mark.parametrize(
    ("text", "escape"),
    [
        ('name,note\n"Ada","say \\"hi\\", twice"\n"Bo","x"\n', "\\"),
        ('name,note\n"Ada","say ""hi"", twice"\n"Bo","C:\\dir"\n', None),
        ("name,path\nAda,C:\\tmp\nBo,D:\\x\n", None),
    ],
)
def test_escapes(write: Write, text: str, escape: str | None) -> None:
    assert reading.detect(write(text.encode())).dialect.escape == escape


BODY = "".join(f"S{number},{number * 7},{number}.5,Rome\n" for number in range(10, 20))


@pytest.mark.parametrize(
    ("top", "names", "header_row", "header_rows"),
    [
        ("id,mass,price,town\n,(kg),(EUR),\n", ["id", "mass", "price", "town"], 1, 2),
        ("State,Total,Unit,Town\nid,mass,price,name\n", ["State id", "Total mass", "Unit price", "Town name"], 1, 2),
        ("Place,,Goods,\nid,mass,price,town\n", ["id", "mass", "price", "town"], 2, 1),
        (",Total,,\nid,mass,price,town\n", ["id", "Total mass", "price", "town"], 1, 2),
        ("id,mass,price,town\n", ["id", "mass", "price", "town"], 1, 1),
        ("idmass,price,town\n", ["idmass", "price", "town", ""], 1, 1),
        ('"id,mass,price,town\n', ["id", "mass", "price", "town"], 1, 1),
        ("id,,mass,price,town\n", ["id", "mass", "price", "town"], 1, 1),
        ("id;mass;price;town\n", ["id", "mass", "price", "town"], 1, 1),
        ("stationId,massKgprice,town\n", ["stationId", "massKgprice", "town", ""], 1, 1),
        ("id,massPrice,town\n", ["id", "mass", "Price", "town"], 1, 1),
    ],
)  # fmt: skip
def test_headers_of_any_height_and_damage(
    write: Write, top: str, names: list[str], header_row: int, header_rows: int
) -> None:
    source = write((top + BODY).encode())
    detection = reading.detect(source)
    table = reading.read(source, detection, spool=None)
    assert [column.header for column in table.columns] == names
    assert (detection.dialect.header_row, detection.dialect.header_rows) == (header_row, header_rows)
    assert table.row_count == 10
    is_plain = top == "id,mass,price,town\n"
    assert is_plain == table.issues.is_empty()


def test_every_decision_has_its_reason(write: Write) -> None:
    detection = reading.detect(write(PEOPLE.encode()))
    settings = [reason.setting for reason in detection.reasons]
    assert settings == ["encoding", "delimiter", "quote", "escape", "header_row"]
    assert all(reason.because and 0 < reason.confidence <= 1 for reason in detection.reasons)
    assert 0.5 < detection.confidence <= 1


def test_what_a_person_says_is_taken_as_said(write: Write) -> None:
    source = write(b"a;b\n1;2\n")
    said = Dialect(encoding="cp1252", delimiter=",", quote=None, header_row=None)
    assert reading.detect(source, layout=said).dialect == said


def test_a_mark_in_the_file_is_stronger(write: Write) -> None:
    source = write("a,b\n1,2\n".encode("utf-16"))
    assert reading.detect(source, layout=Dialect(encoding="cp1252")).dialect.encoding == "utf-16"


def test_a_saved_layout_is_believed_while_it_fits(write: Write) -> None:
    layout = Layout(delimiter=",", header_row=1, columns=3)
    assert reading.detect(write(b"a,b,c\n1,2,3\n"), layout=layout).reasons[1].because == "as the layout says"
    moved = reading.detect(write(PEOPLE.encode()), layout=layout)
    assert moved.dialect.delimiter == ";"


@pytest.mark.parametrize(("remembered", "above"), [(1, b"Licences\nas of May\n\n"), (4, b""), (4, b"Licences\n")])
def test_title_lines_come_and_go_above_a_known_header(write: Write, remembered: int, above: bytes) -> None:
    layout = Layout(header_row=remembered, columns=3)
    source = write(above + b"ZIP,name,City\n78701,Ada,Austin\n01569,Bo,Uxbridge\n10001,Cy,New York\n")
    found = reading.detect(source, layout=layout, names=["Name", "City", "Zip"])
    assert found.dialect.header_row == above.count(b"\n") + 1


@pytest.mark.parametrize(
    ("remembered", "content", "found"),
    [
        ("utf-8", ("a,b\n" + "café,1\n" * 30).encode("cp1252"), "cp1252"),
        ("cp1252", ("a,b\n" + "café,1\n" * 30).encode(), "utf-8"),
        ("cp1252", ("a,b\n" + "café,1\n" * 30).encode("utf-16"), "utf-16"),
        ("cp1252", b"a,b\n" + b"cafe,1\n" * 30, "cp1252"),
        ("mac_roman", ("a,b\n" + "café,1\n" * 30).encode("mac_roman"), "mac_roman"),
    ],
)
def test_a_remembered_encoding_holds_until_the_file_shows_another(
    write: Write, remembered: str, content: bytes, found: str
) -> None:
    layout = Layout(encoding=remembered, columns=2)
    assert reading.detect(write(content), layout=layout, names=["a", "b"]).dialect.encoding == found


@pytest.mark.parametrize("encoding", ["no-such", "base64", "rot13"])
def test_encodings_that_are_none(write: Write, encoding: str) -> None:
    with pytest.raises(SourceError, match="encoding"):
        reading.detect(write(b"a,b\n"), layout=Dialect(encoding=encoding))
