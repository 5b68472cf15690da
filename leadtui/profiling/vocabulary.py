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
STREETS_BEFORE: Final = (
    "rue", "r", "avenue", "av", "boulevard", "bd", "bld", "place", "pl", "impasse", "imp", "chemin", "che", "allées?", "all",
    "quai", "cours", "route", "rte", "square", "passage", "faubourg", "fg", "esplanade", "lotissement", "lot", "za", "zi", "zac",
    "calle", "cl?/", "cl", "avda", "avenida", "avd", "plaza", "plza", "pza", "paseo", "pº", "p[.]º", "carretera", "ctra", "camino", "ronda", "travesía",
    "carrer", "plaça", "avinguda", "rúa", "praza", "glorieta", "urb", "urbanización", "polígono", "pol", "via", "viale", "piazza", "corso",
    "rua", "travessa", "largo", "carrera", "cra", "kr", "cll", "diagonal", "transversal", "calzada", "blvd", "prolongación", "cerrada",
)  # fmt: skip
STREETS_WITHIN: Final = (
    r"stra(?:ß|ss)e", "str", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "markt", "hof", "steig", "pfad", "chaussee",
    "graben", "wall", "promenade", "winkel", "stieg", "straat", "laan", "plein", "gata", "gatan", "vej",
)  # fmt: skip
STREETS_AFTER: Final = _list(
    "terrace gardens green crescent parade esplanade rise mews walk yard quay wharf grove vale end fields"
)
REGIONS: Final = (
    "AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT", "NSW", "VIC", "QLD", "TAS", "ACT",
    "Alberta", "British Columbia", "Manitoba", "New Brunswick", "Newfoundland and Labrador", "Nova Scotia", "Ontario",
    "Prince Edward Island", "Quebec", "Québec", "Saskatchewan", "New South Wales", "Victoria", "Queensland", "Tasmania",
    "South Australia", "Western Australia", "Northern Territory",
    "Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen", "Mecklenburg-Vorpommern",
    "Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz", "Saarland", "Sachsen", "Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen",
    "Andalucía", "Aragón", "Asturias", "Islas Baleares", "Illes Balears", "Canarias", "Cantabria", "Castilla y León", "Castilla-La Mancha",
    "Cataluña", "Catalunya", "Comunidad Valenciana", "Extremadura", "Galicia", "La Rioja", "Navarra", "País Vasco", "Murcia",
    "Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté", "Bretagne", "Centre-Val de Loire", "Corse", "Grand Est", "Hauts-de-France",
    "Île-de-France", "Ile-de-France", "Normandie", "Nouvelle-Aquitaine", "Occitanie", "Pays de la Loire", "Provence-Alpes-Côte d'Azur",
    "England", "Scotland", "Wales", "Northern Ireland", "Antioquia", "Cundinamarca", "Jalisco", "Nuevo León", "Puebla", "Veracruz",
    "Ciudad de México", "Estado de México", "Guanajuato", "Buenos Aires", "Córdoba", "Santa Fe", "Mendoza", "Valle del Cauca",
)  # fmt: skip
UNITS: Final = _list("apt apartment ste suite unit bldg building fl floor rm room lot spc space trlr dept no")
SEASONS: Final = (
    r"year[ \-]round", "full year", r"school year(?: only)?", "summer(?: only)?", "daytime(?: hours)?",
    "evening(?: hours)?", "overnight(?: hours)?", "weekend(?:s| hours)?", r"full[ \-](?:day|time)",
    r"(?:half|part)[ \-](?:day|time)", r"before(?: and|/)? ?after school", r"drop[ \-]?in",
)  # fmt: skip
WEEKDAYS: Final = (
    "mondays?", "mon", "tuesdays?", "tues?", "wednesdays?", "weds?", "thursdays?", "thurs?", "thu",
    "fridays?", "fri", "saturdays?", "sat", "sundays?", "sun", "m", "tu", "w", "th", "f", "sa", "su",
    "mo", "di", "mi", "do", "fr", "so", "we", "mar", "mer", "jeu", "ven", "lun", "mié", "jue", "vie",
    "montags?", "dienstags?", "mittwochs?", "donnerstags?", "freitags?", "samstags?", "sonntags?", "lunes", "martes", "miércoles",
    "jueves", "viernes", "sábados?", "domingos?", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
)  # fmt: skip
LONG_DAYS: Final = (
    "mon(?:day)?", "tue(?:s|sday)?", "wed(?:nesday)?", "thu(?:rs|rsday)?", "fri(?:day)?", "sat(?:urday)?", "sun(?:day)?", "m-f", "l-v", "l a v", "mo", "tu", "we", "th", "fr", "sa", "su", "di", "mi", "do",
    "lun(?:es|di)?", "mar(?:tes|di)?", "mi[eé]rcoles", "mercredi", "jue(?:ves)?", "jeudi", "vie(?:rnes)?", "vendredi", "s[aá]bado", "domingo", "samedi", "dimanche",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "daily", "weekdays", "täglich", "diario", "every day",
)  # fmt: skip
SPANS: Final = (
    "years?",
    "yrs?",
    "months?",
    "mos",
    "weeks?",
    "wks?",
    "jahren?",
    "monaten?",
    "ans",
    "mois",
    "años",
    "meses",
)
AGE_WORDS: Final = (
    "jahren?", "monaten?", "ans", "mois", "años", "meses", "krippe", "kleinkinder", "primaire", "maternelle", "infantil", "primaria",
    "infants?", "toddlers?", r"pre[ \-]?school(?:ers?)?(?: age[sd]?)?", r"pre[ \-]?k(?:indergarten)?", "kindergarten",
    r"school[ \-]age[sd]?", "newborns?", "months?", r"\d+ ?years?", "yrs", r"weeks? old", "grades?", "adolescents?", "teens?",
)  # fmt: skip
STANDINGS: Final = (
    "(?:in)?active", "expired", "revoked", "suspended", "open", "closed", "current", "lapsed", "pending", "issued", "provisional",
    "probation(?:ary)?", "conditional", "surrendered", "cancel+ed", "denied", "withdrawn", "terminated", "clear", "in good standing", "delinquent", "registered",
    "de-?registered", "removed", "dissolved", "operational", "(?:full|regular|initial) (?:permit|license|licence)", "approved", "renewed", "on probation", "out of business",
    "temporarily closed", "void", "retired", "deceased", "liquidation", "activ[oa]", "inactiv[oa]", "vigente", "vencid[oa]", "suspendid[oa]", "cancelad[oa]", "alta", "baja",
    "aktiv", "inaktiv", "erloschen", "gültig", "abgelaufen", "widerrufen", "ruhend", "actif", "inactif", "ouvert", "fermé", "suspendu", "expiré", "radié", "en activité", "valide",
)  # fmt: skip
SALES_STAGES: Final = (
    "new(?: lead)?", "(?:un|dis)?qualified", "(?:sales|marketing) qualified(?: lead)?", "mql", "sql", "(?:attempted to |not )?contact(?:ed)?", "attempting contact", "working",
    "nurtur(?:e|ing|ed)", "converted", "(?:closed[ -]?)?(?:won|lost)", "prospect(?:ing)?", "demo(?: scheduled| booked)?", "proposal(?: sent)?", "negotiat(?:ion|ing)", "follow(?:ed|ing)?[ -]?up",
    "interested", "not interested", "cold", "warm", "hot", "responded", "no response", "replied", "bounced", "unsubscribed", "subscriber", "recycled", "junk", "bad (?:fit|timing)", "in progress",
    "open[ -]not contacted", "meeting (?:booked|scheduled)", "do not (?:call|contact)", "dnc", "call ?back", "opportunity", "customer", "churned",
    "neu", "kontaktiert", "qualifiziert", "gewonnen", "verloren", "nuevo", "contactado", "calificado", "ganado", "perdido", "nouveau", "contacté", "qualifié", "gagné", "perdu", "à relancer",
)  # fmt: skip
OWNERSHIPS: Final = (
    "(?:for|not[ -]for|non)[ -]?profit", "private(?:ly)?(?: owned)?", "public(?:ly)?(?: owned)?", "corporation", "sole (?:owner|proprietor(?:ship)?)", "partnership",
    "general partnership", "limited liability(?: company)?", "llc", "llp", "individual", "government", "municipal", "community based", "commercial(?: agency)?", "s[- ]?corp", "c[- ]?corp",
    "proprietary", "faith[ -]based", "public limited company", "private limited company", "voluntary", "state", "federal", "tribal", "trust", "unincorporated(?: association)?", "cooperative", "estatal", "privad[oa]",
    "públic[oa]", "concertad[oa]", "gmbh", "ug", "kg", "ohg", "e\\.? ?k\\.?", "ag", "privé", "öffentlich", "privat", "kirchlich", "städtisch", "frei(?:er)?(?: träger)?", "sarl", "sas", "eurl", "associatif",
)  # fmt: skip
ROLES: Final = (
    "director", "owner", "manager", "administrator", "principal", "supervisor", "coordinator", "caregiver", "provider",
    "teacher", "president", "ceo", "cto", "cfo", "coo", "vp", "officer", "chair", "person in charge", "licensee",
    "operator", "assistant", "contact", "representative", "consultant", "engineer", "analyst", "developer", "buyer", "clerk", "bookkeeper", "designer", "nurse", "headteacher", "chief",
    "geschäftsführer(?:in)?", "inhaber(?:in)?", "prokurist(?:in)?", "leiter(?:in)?", "leitung", "vorstand", "vorsitzende[r]?", "gerente", "directora?", "presidente?a?",
    "administrativ[oa]", "encargad[oa]", "responsable", "directeur", "directrice", "gérante?", "président(?:e)?", "secrétaire", "propietari[oa]", "sales", "marketing",
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
    "e\\.? ?v", "stiftung", "verein", "ug", "kg", "ohg", "praxis", "apotheke", "gaststätte", "schule", "grundschule", "gymnasium", "realschule", "kita",
    "kindertagesstätte", "klinik", r"s\.?l", r"s\.?a", r"s\.?l\.?u", r"s\.?a\.? de c\.?v", "sarl", "sas", "sasu", "eurl", "hostal", "hostel", "pensión", "apartamentos?", "camping",
    "colegio", "escuela", "instituto", "ceip", "ies", "guardería", "jardín", "fundación", "asociación", "farmacia", "clínica", "restaurante", "taberna",
    "école", "ecole", "collège", "college", "lycée", "crèche", "creche", "garderie", "pharmacie", "clinique", "maison", "mairie", "fondation", "hôtel",
    "pharmacy", "dental", "medical", "nursing", "rehab(?:ilitation)?", "lodge", "care home", "pizza", "pizzeria", "cafe", "café", "coffee", "grill", "bakery", "deli", "diner", "bistro", "kitchen",
    "liquors?", "foods", "plumbing", "electric", "roofing", "landscaping", "realty", "logistics", "trucking", "supply", "consulting", "construction", "contracting", "auto", "motors", "cleaners", "insurance",
    "trust", "fund", "friends of", "primary", "elementary", "high school", "library", "museum", "credit union", "savings", "community", "& sons?", "& co", "kinderg[aä]rten",
    "program", "programs", "playhouse", "headquarters", "organization", "organisation", "council", "cooperative", "trust",
)  # fmt: skip
NOT_IN_NAMES: Final = (
    *STREET_SUFFIXES[:12], "program", "type", "yes", "no", "active", "inactive", "permit", "license", "licensed", "full", "closed", "open",
    "city", "county", "north", "south", "east", "west", "home", "care", "hours", "total", "other", "unknown", "none", "only", "new",
)  # fmt: skip
