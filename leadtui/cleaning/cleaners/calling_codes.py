"""The world's calling codes, and what a number looks like behind each: enough to refuse what cannot be dialled.

Lengths are of the national number without its trunk `0`. The countries of `TRUNKS` can be read without their
calling code, too, once a column is known to be theirs.
"""

from __future__ import annotations

from typing import Final

# Countries whose numbers tell more than their length.
_SHAPED: Final = {
    "44": "[1237-9][0-9]{9}|5[56][0-9]{8}|1[0-9]{8}|80[08][0-9]{6}",
    "33": "[1-9][0-9]{8}",
    "34": "[5-9][0-9]{8}",
    "49": "1[5-7][0-9]{8,9}|[2-9][0-9]{5,10}|1[0-48-9][0-9]{5,9}",
    "61": "[23478][0-9]{8}|1[38]00[0-9]{6}|13[0-9]{4}",
    "7": "[3-9][0-9]{9}",
    "20": "1[0125][0-9]{8}|2[0-9]{8}|[3-9][0-9]{7,8}",
    "27": "[1-8][0-9]{8}",
    "30": "[26-9][0-9]{9}",
    "31": "[1-9][0-9]{8}",
    "32": "4[5-9][0-9]{7}|[1-35-9][0-9]{7}|4[1-4][0-9]{6}",
    "36": "(?:[237]0|31|50)[0-9]{7}|1[0-9]{7}|[2-9][2-9][0-9]{6}",
    "39": "3[0-9]{9}|0[0-9]{7,10}|8[0-9]{8}",
    "41": "[2-9][0-9]{8}",
    "43": "6[0-9]{8,12}|1[0-9]{6,11}|[2-57][0-9]{5,11}",
    "46": "7[0236][0-9]{7}|[1-689][0-9]{6,8}",
    "47": "[2-9][0-9]{7}",
    "48": "[1-9][0-9]{8}",
    "52": "[2-9][0-9]{9}",
    "54": "9[0-9]{10}|[1-3][0-9]{9}",
    "55": "[1-9]{2}(?:9[0-9]{8}|[2-5][0-9]{7})",
    "56": "[2-9][0-9]{8}|600[0-9]{7}",
    "57": "3[0-9]{9}|60[0-9]{8}|[124-8][0-9]{7}",
    "60": "1[0-9]{8,9}|3[0-9]{8}|[4-9][0-9]{7}",
    "63": "9[0-9]{9}|2[0-9]{7,8}|[3-8][0-9]{8}",
    "64": "2[0-9]{7,9}|[34679][0-9]{7}",
    "65": "[3689][0-9]{7}",
    "66": "[689][0-9]{8}|[2-57][0-9]{7}",
    "81": "[789]0[0-9]{8}|[1-6][0-9]{8}|[789][1-9][0-9]{7}",
    "82": "10[0-9]{8}|2[0-9]{7,8}|[3-6][0-9]{8,9}|70[0-9]{8}",
    "84": "[35789][0-9]{8}|2[0-9]{9}",
    "86": "1[3-9][0-9]{9}|10[0-9]{8}|2[0-9]{9}|[3-9][0-9]{9,10}",
    "90": "[2-58][0-9]{9}",
    "91": "[1-9][0-9]{9}",
    "92": "3[0-9]{9}|[24-9][0-9]{7,9}",
    "234": "[7-9][01][0-9]{8}|20[0-9]{8}|[1-9][0-9]{7}",
    "353": "8[2-9][0-9]{7}|1[0-9]{7}|[24-79][0-9]{6,8}",
    "852": "[2-9][0-9]{7}",
    "966": "[15][0-9]{8}|8[0-9]{8,9}",
    "971": "5[0-9]{8}|[2-4679][0-9]{7}",
    "972": "[57][0-9]{8}|[23489][0-9]{7}",
}
# Shortest and longest national number.
_LENGTHS: Final = {
    (8, 8): "45 216 226 227 228 229 230 235 236 241 248 250 257 267 291 370 371 373 381 382 389 502 503 504 505 "
            "506 507 509 591 598 599 853 855 965 968 973 974 975 976 992 993",
    (9, 9): "40 212 218 233 240 242 243 244 245 249 251 252 254 255 256 258 260 261 263 351 355 380 420 421 593 "
            "595 94 967 996 998",
    (10, 10): "58 98 964",
    (7, 7): "220 222 223 224 231 232 238 239 246 247 253 262 264 265 266 268 269 290 297 298 299 350 354 356 357 "
            "374 375 376 377 378 385 386 387 500 501 508 590 592 594 596 597 670 672 673 674 675 676 677 678 679 680 "
            "681 682 683 685 686 687 688 689 690 691 692 850 856 880 886 960 961 962 963 970 977 994 995",
}  # fmt: skip
_WIDE: Final = {
    "51": (8, 9), "53": (6, 8), "62": (8, 12), "93": (8, 9), "95": (7, 10),
    "213": (8, 9), "221": (9, 9), "225": (8, 10), "237": (8, 9), "352": (5, 11), "358": (6, 12), "359": (7, 9),
    "372": (7, 10), "383": (8, 9), "423": (7, 9), "800": (8, 8),
}  # fmt: skip
# The smallest countries' numbers have grown, and are believed with a few digits more.
_SMALL, _MORE_DIGITS = 7, 3


def _abroad() -> str:
    ways = [f"{code}(?:{shape})" for code, shape in _SHAPED.items()]
    for (shortest, longest), codes in _LENGTHS.items():
        most = longest + _MORE_DIGITS if shortest == _SMALL else longest
        ways += [f"{code}[0-9]{{{shortest},{most}}}" for code in codes.split()]
    ways += [f"{code}[0-9]{{{shortest},{longest}}}" for code, (shortest, longest) in _WIDE.items()]
    return f"^(?:{'|'.join(ways)})$"


ABROAD: Final = _abroad()
"""Digits of a number with its calling code, any country but those of +1."""
TRUNKS: Final = {"GB": ("44", "0"), "FR": ("33", "0"), "DE": ("49", "0"), "AU": ("61", "0?"), "ES": ("34", "")}
"""Calling code and trunk prefix of the countries that a column can be read as."""


def national(region: str) -> str:
    """What the digits of a number look like when they are written within the country.

    >>> import re
    >>> bool(re.match(national("GB"), "02079460958")), bool(re.match(national("GB"), "2079460958"))
    (True, False)
    """
    code, trunk = TRUNKS[region]
    within = _SHAPED[code]
    if region == "AU":  # all have the trunk but 13, 1300 and 1800
        return "^(?:0(?:[23478][0-9]{8})|1[38]00[0-9]{6}|13[0-9]{4})$"
    return f"^{trunk}(?:{within})$"


# Not area codes of the North American plan: kept free, or services.
IMPOSSIBLE: Final = r"^\+1(?:[2-9]9|[2-9]11|37|96|555|(?:[2-79][0-9]{2}|8[1-9][1-9])[2-9]11)"
PLACEHOLDERS: Final = tuple(f"+1{digit * 10}" for digit in "23456789")
"""What people type where a number is asked for."""
KEYS: Final = {
    letter: digit
    for digit, letters in zip("23456789", ("ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"), strict=True)
    for letter in letters
}
"""The key of a telephone each letter stands on."""
