"""Words that give a value away, in one page; regular-expression fragments, lower case.

General vocabulary of addresses, businesses and people. A list may grow; nothing here may be a name
that some file happens to hold.
"""

from __future__ import annotations

from typing import Final


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split())


STATES: Final = _list(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
    "RI SC SD TN TX UT VT VA WA WV WI WY DC PR VI GU AS MP"
)
STATE_NAMES: Final = (
    "Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware", "Florida",
    "Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine",
    "Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska", "Nevada",
    "New Hampshire", "New Jersey", "New Mexico", "New York", "North Carolina", "North Dakota", "Ohio", "Oklahoma",
    "Oregon", "Pennsylvania", "Rhode Island", "South Carolina", "South Dakota", "Tennessee", "Texas", "Utah",
    "Vermont", "Virginia", "Washington", "West Virginia", "Wisconsin", "Wyoming", "District of Columbia",
    "Puerto Rico", "Guam",
)  # fmt: skip
COUNTRIES: Final = (
    "US", "USA", "U.S.", "U.S.A.", "United States", "United States of America", "Canada", "Mexico", "UK",
    "United Kingdom", "Great Britain", "England", "Ireland", "Australia", "New Zealand", "Germany", "France", "Spain",
    "Italy", "Netherlands", "Belgium", "Austria", "Switzerland", "Poland", "Portugal", "Sweden", "Norway", "Denmark",
    "India", "Japan", "China", "Brazil",
)  # fmt: skip
STREET_SUFFIXES: Final = _list(
    "st street str ave av avenue rd road dr drive ln lane ct court blvd boulevard bl pl place ter terrace terr cir "
    "circle way pkwy parkway hwy highway fwy freeway expy trl trail sq square loop lp plz plaza pike row run path walk "
    "aly alley cv cove xing crossing cres crescent rdg ridge ranch pass pt point hl hill hts heights grove mall "
    "broadway fm rr cr route rte us turnpike tpke gardens glen bend vista view close mews mission"
)
UNITS: Final = _list("apt apartment ste suite unit bldg building fl floor rm room lot spc space trlr dept no")
SEASONS: Final = (
    r"year[ \-]round", "full year", r"school year(?: only)?", "summer(?: only)?", "daytime(?: hours)?",
    "evening(?: hours)?", "overnight(?: hours)?", "weekend(?:s| hours)?", r"full[ \-](?:day|time)",
    r"(?:half|part)[ \-](?:day|time)", r"before(?: and|/)? ?after school", r"drop[ \-]?in",
)  # fmt: skip
WEEKDAYS: Final = (
    "mondays?", "mon", "tuesdays?", "tues?", "wednesdays?", "weds?", "thursdays?", "thurs?", "thu",
    "fridays?", "fri", "saturdays?", "sat", "sundays?", "sun", "m", "tu", "w", "th", "f", "sa", "su",
)  # fmt: skip
AGE_WORDS: Final = (
    "infants?", "toddlers?", r"pre[ \-]?school(?:ers?)?(?: age[sd]?)?", r"pre[ \-]?k(?:indergarten)?", "kindergarten",
    r"school[ \-]age[sd]?", "newborns?", "months?", r"\d+ ?years?", "yrs", r"weeks? old", "grades?", "adolescents?", "teens?",
)  # fmt: skip
ROLES: Final = (
    "director", "owner", "manager", "administrator", "principal", "supervisor", "coordinator", "caregiver", "provider",
    "teacher", "president", "ceo", "cto", "cfo", "coo", "vp", "officer", "chair", "person in charge", "licensee",
    "operator", "assistant", "contact", "representative", "consultant", "engineer", "analyst", "developer",
    "accountant", "attorney", "founder", "partner", "head of", "lead", "specialist", "secretary", "treasurer", "pastor",
)  # fmt: skip
LANGUAGES: Final = _list(
    "english spanish french german italian portuguese chinese mandarin cantonese vietnamese korean japanese tagalog "
    "arabic russian polish hindi urdu punjabi gujarati bengali tamil farsi persian hebrew yiddish greek turkish somali "
    "amharic hmong haitian creole ukrainian dutch swedish asl"
)
COMPANY_WORDS: Final = (
    "inc", "llc", "l l c", r"l\.l\.c", "llp", "ltd", "corp", "corporation", "company", "co", "incorporated", "gmbh", "plc", "dba",
    r"child ?care", r"child[ \-]care", r"day ?care", r"day[ \-]care", r"pre[ \-]?school", "nursery", "kindergarten", "montessori", "academy", "school",
    "schools", "learning", "centers?", "centres?", "cente?r", "ctr", "church", "ministry", "ministries", "ymca", "ywca",
    "association", "assn", "foundation", "institute", "society", "club", "university", "college", "hospital", "clinic",
    "services?", "solutions?", "systems?", "group", "partners", "holdings", "enterprises?", "industries", "associates",
    "agency", "department", "dept", "city of", "county of", "state of", "office", "store", "shop", "restaurant",
    "hotel", "motel", "inn", "bank", "fitness", "studio", "salon", "market", "program", r"head ?start", "kids", "kidz",
    "program", "programs", "playhouse", "headquarters", "organization", "organisation", "council", "cooperative", "trust",
)  # fmt: skip
NOT_IN_NAMES: Final = (
    *STREET_SUFFIXES[:12], "program", "type", "yes", "no", "active", "inactive", "permit", "license", "licensed", "full", "closed", "open",
    "city", "county", "north", "south", "east", "west", "home", "care", "hours", "total", "other", "unknown", "none", "only", "new",
)  # fmt: skip
