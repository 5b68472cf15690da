"""Facts two fields of a row must agree on: which zip codes lie in which state, which area codes are in use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import polars as pl

# First three digits, from and to.
_ZIPS: Final = {
    "AK": "995-999", "AL": "350-369", "AR": "716-729", "AZ": "850-865", "CA": "900-961", "CO": "800-816",
    "CT": "060-069", "DC": "200-205 569-569", "DE": "197-199", "FL": "320-349", "GA": "300-319 398-399",
    "HI": "967-968", "IA": "500-528", "ID": "832-838", "IL": "600-629", "IN": "460-479", "KS": "660-679",
    "KY": "400-427", "LA": "700-714", "MA": "010-027 055-055", "MD": "206-219", "ME": "039-049", "MI": "480-499",
    "MN": "550-567", "MO": "630-658", "MS": "386-397", "MT": "590-599", "NC": "270-289", "ND": "580-588",
    "NE": "680-693", "NH": "030-038", "NJ": "070-089", "NM": "870-884", "NV": "889-898",
    "NY": "005-005 063-063 100-149",
    "OH": "430-459", "OK": "730-749", "OR": "970-979", "PA": "150-196", "PR": "006-009", "RI": "028-029",
    "SC": "290-299", "SD": "570-577", "TN": "370-385", "TX": "733-733 750-799 885-885", "UT": "840-847",
    "VA": "201-201 220-246", "VT": "050-059", "WA": "980-994", "WI": "530-549", "WV": "247-268", "WY": "820-831",
}  # fmt: skip
# Area codes of the North American plan that nobody has, as of 2026.
_FREE_AREAS: Final = (
    "200 221 222 230 232 233 237 238 241 243 244 245 247 255 258 259 261 264 265 266 271 275 277 278 280 282 285 "
    "286 287 288 300 322 328 333 335 338 340 342 344 345 348 349 355 356 357 358 359 362 366 381 383 384 387 388 "
    "389 400 420 421 422 426 427 429 433 436 439 444 446 449 451 452 453 454 455 456 457 459 460 461 462 465 466 "
    "467 471 473 476 477 481 482 483 485 486 487 488 489 535 536 537 538 542 543 545 546 547 549 550 552 553 554 "
    "556 558 560 565 568 569 576 578 583 589 621 624 625 627 632 634 635 637 638 642 643 644 648 652 653 654 655 "
    "663 664 665 666 668 673 674 675 676 677 679 684 685 687 688 700 710 721 722 723 729 733 735 736 739 741 744 "
    "745 746 749 750 751 752 755 756 759 761 764 766 767 768 776 777 783 784 788 789 822 823 824 827 834 836 837 "
    "841 842 846 851 852 853 861 871 874 875 880 881 882 883 884 885 886 887 889 921 922 923 924 926 927 932 933 "
    "935 944 946 950 953 955 957 958 974 976 977 981 982 987 988"
)


def _states_of() -> dict[str, str]:
    states: dict[str, str] = {}
    for state, ranges in sorted(_ZIPS.items()):
        for span in ranges.split():
            for prefix in range(int(span[:3]), int(span[4:]) + 1):
                key = f"{prefix:03}"
                states[key] = f"{states[key]} {state}" if key in states else state
    return states


STATES_OF: Final[Mapping[str, str]] = _states_of()
"""The states of each beginning of a zip code; a few lie in two."""


def zip_fits_state(code: pl.Expr, state: pl.Expr) -> pl.Expr:
    """True unless a zip code of five digits lies in other states than this one."""
    is_zip = code.str.contains("^[0-9]{5}") & state.is_in(list(_ZIPS))
    states = code.str.head(3).replace_strict(STATES_OF, default=None, return_dtype=pl.String)
    return ~is_zip | states.str.contains(state, literal=True).fill_null(value=False)


def phone_area(number: pl.Expr) -> pl.Expr:
    """True unless a North American number has an area code that nobody has."""
    return ~(number.str.starts_with("+1") & number.str.slice(2, 3).is_in(_FREE_AREAS.split()))


CHECKS: Final[Mapping[str, tuple[tuple[str, ...], Callable[..., pl.Expr]]]] = {
    "zip_fits_state": (("us_state",), zip_fits_state),
    "phone_area": ((), phone_area),
}
"""What a rule may name: the kinds of the other fields it looks at, and the function."""
MESSAGES: Final = {
    "zip_fits_state": "the zip code lies in another state",
    "phone_area": "nobody has this area code",
}
"""What is said where they do not hold."""
