"""A name is met however it is written, and only where it is a name."""

import unicodedata

import pytest

from archnb.share.matching import Names


def told(names: list[str], text: str) -> str:
    return Names({}, dict.fromkeys(names, "X")).replace(text)


SPELLINGS = {
    "a fold of another length": ("Groß", "GROSS groß Groß, not grossly", "X X X, not grossly"),
    "the same the other way round": ("Strauss", "Strauß STRAUẞ", "X X"),
    "accents": ("Zoë", f"Zoë Zoe {unicodedata.normalize('NFD', 'ZOË')}!", "X X X!"),
    "Turkish letters": ("İpek Işık", "İPEK IŞIK, Işık", "X, X"),
    "an inner capital": ("Sean McDonald", "McDonald MCDONALD SeanMcDonald", "X X X"),
    "an apostrophe": ("Sean O'Neil", "O’Neil, O&#39;Neil, sean-o-neil, ONeil", "X, X, X, X"),
    "particles": ("Maria de la Cruz", "de la Cruz and Cruz, de la table", "X and X, de la table"),
    "a particle in German": ("Eva von der Tann", "Von der Tür sagt Tann: von der Tann", "Von der Tür sagt X: X"),
    "two letters": ("Wei Wu", "Wu wu WU Wuhan @wu", "X wu WU Wuhan @X"),
    "two letters that English has": ("Kim Do", "Do it, Kim Do", "Do it, X"),
    "two blanks": ("Ana  Lee", "Ana Lee, Ana  Lee", "X, X"),
    "a blank that does not break": ("Ana Lee", "Ana\u00a0Lee Ana&nbsp;Lee", "X X"),
    "a line break": ("Ana Lee", "by Ana\n    Lee", "by X"),
    "an invisible hyphen": ("Ana Lee", "A\u00adna Lee", "X"),
    "other separators": ("Ana Lee", "ana.lee ana_lee AnaLee ana-lee", "X X X X"),
    "within other words": ("Ana Lee", "canal eel banal eels banana leek", "canal eel banal eels banana leek"),
    "a genitive": ("Daniel Frost", "Daniels Tür, Daniel's, two frosts", "X Tür, X's, two frosts"),
    "words": ("Daniel Frost", "frost on the roof", "frost on the roof"),
    "a team": ("Team Blue", "Team of team-blue", "Team of X"),
    "no blanks between words": ("王伟", "王伟说", "X说"),
    "an address": ("ana@example.com", "Ana, @ana, ana@example.com of Example", "X, @X, X of Example"),
    "colours": ("Ana Lee", "\x1b[31mAna\x1b[0m \x1b[1mL\x1b[0mee", "\x1b[31mX"),
    "a link of a terminal": ("Ana Lee", "\x1b]8;;x:/Lee\x07Lee", "\x1b]8;;x:/X\x07X"),
    "a dot": (".", "It is. Not.", "It is. Not."),
}


@pytest.mark.parametrize(("name", "text", "expected"), SPELLINGS.values(), ids=SPELLINGS.keys())
def test_a_name_is_replaced_where_it_is_one(name: str, text: str, expected: str):
    assert told([name], text) == expected


def test_a_long_name_is_met_within_a_longer_word():
    replace = Names({"Grand Villa": "Project A"}, {}).replace
    assert replace("test_grandvilla2, MyGrandVilla") == "test_Project A2, MyProject A"


def test_a_name_that_stays_hides_nothing_beside_it():
    names = Names({}, {"Alsop": "X"}, kept=["Project A"])
    assert names.replace("project Alsop of Project A") == "project X of Project A"
