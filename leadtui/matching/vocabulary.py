"""Words of headers, whatever the file is about: abbreviations, fillers, words that turn a meaning.

All in the plain form that `words.py` gives (English, singular, spelled out). What the fields of a target are
called stands in the target, and what the world calls things in `data/`.
"""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


FILLERS: Final = words(
    "of the a an and or for in on at by to de la las el los del y e da do das dos le les du des et der die und "
    "fur im am vom zum zur d l au aux pour por para en un une con mit bei auf dem den einer eines your please "
    "what is are you do doe does we u me best which there any their them su sus ihr ihre votre vos"
)
"""Say nothing about what a column is."""

QUALIFIERS: Final = words(
    "primary main business facility site location work office company center school organization provider contact "
    "official physical public general current full complete program agency store account client customer lead "
    "member establishment premises operation child care daycare day legal correspondence entity user record "
    "person head headteacher principal director administrator local my our new own default preferred best premise "
    "unit's property situs shop branch practice hospital hotel restaurant setting association structure charity "
    "business club fiscal commercial trade text custom description responsible representative chairman"
)
"""Say whose it is, or which of several: a facility's phone is a phone."""

ORGANIZATIONS: Final = words(
    "organization company corporation business facility center establishment school provider association structure "
    "agency site hotel branch shop store restaurant club church hospital clinic library camp charity institution "
    "employer vendor supplier merchant client customer nursery kindergarten daycare program operation practice "
    "pharmacy praxis klinik apotheke gaststatte kita krippe hort bar bank venue setting premise borrower lea exhibitor "
    "tenant franchise dealer garage farm university academy foundation member account entity unit museum theater gym "
    "salon studio chapter parish congregation lodge hostel contractor firm location camping residence heim tienda "
    "negozio negocio magasin garderie creche guarderia jardin finca bodega taller farmacia pharmacie clinique clinica"
)
"""Nouns for what a row is about: the name of any of them is a name of the organization."""
OF_ORGANIZATIONS: Final = words("name type id number code status category")
"""What is said of them, and means something else alone."""

SECONDARY: Final = words(
    "home personal private owner secondary second other alternate alternative additional previous former old "
    "prior past original billing bill mailing mail postal shipping ship invoice invoicing delivery registered "
    "temporary backup 2nd 3rd third ii iii otro otra andere anderer autre correspondencia"
)
"""Say that there is a better column of this kind, or that this one is for another purpose."""

FOR_ANOTHER_PURPOSE: Final = words("mail mailing billing shipping delivery correspondence")
"""Where a table has several addresses, these are not where the thing is."""

RELATED: Final = words(
    "mother father mum mom dad parent guardian spouse husband wife partner emergency sibling referrer referred "
    "reference assistant secretary supervisor manager's kin relative madre padre tutor mutter vater "
    "eltern mere pere conjoint agent agent's attorney landlord vet doctor physician sponsor's reviewer inspector "
    "licensor lender insurer surety insurance buyer payer student parcel contractor's beneficiary informant witness "
    "architect process update updater"
)
"""Say that it belongs to somebody else than the one the row is about."""

STAFF: Final = words(
    "bookkeeper bookkeeping billing invoicing accounting accountant payable receivable finance financial "
    "payroll treasurer admission enrollment registrar human resource hr personnel marketing communication press media "
    "technical maintenance custodian nurse cook webmaster counselor procurement purchasing sales privacy security "
    "transportation safeguarding buchhaltung facturacion contabilidad comptabilite tesorero kassier kassenwart"
)
"""Say that somebody sees to one thing there; who is responsible for the whole is somebody else."""

OFFICERS: Final = words("officer official beauftragte beauftragter")
OF_ALL: Final = words(
    "chief executive principal corporate authorized name first last firstname lastname fullname full title head "
    "responsible email phone ceo person contact 1"
)
"""An officer of these is responsible for all; an officer of anything else for that."""

TURNING: Final = words(
    "bounced bounce opt optout optin verified valid validated invalid verification status flag count type kind "
    "score rating rank ranking percent ratio date time reason note notes comment comments image photo picture "
    "logo icon count hash length format source method preference preferred updated modified created changed "
    "deleted missing duplicate error extension domain subject template consent permission blocked unsubscribed "
    "area fips history change changes frequency amount fee cost price label owner source list omitted"
)
"""As the last word of a header they are what the column holds; the words before only say of what."""

AMBIGUOUS: Final = words(
    "name type status id code date title location number description level category class group value source "
    "owner contact state area key reference label region district operation use person kind function "
    "position center organization agency program start end license registration point line link mail other time "
    "estado departamento entidad grade site activity condition roll rate size space service since open web"
)
"""Alone they mean different things in different files; a decision needs more than such a word."""

GENERIC: Final = words(
    "name type status id code date title number description level category class group value source key start end "
    "kind time times other reference label from to no"
)
"""Even several of these together mean many things: a type code, a start date."""

MEANINGLESS: Final = (
    r"(?:unnamed|column|columna|spalte|colonne|col|field|feld|campo|champ|var|attr|item|f|c|v|x)?[\s:_#.-]*\d*"
)
"""Headers that programs make up where a file has none."""

NULL_WORDS: Final = words("na n/a null none nil nan - -- --- _ . ? unknown tbd #n/a") | {
    "not available", "not applicable", "not provided", "no data", "keine angabe", "no disponible", "non renseigné",
}  # fmt: skip
"""Cells that stand for nothing."""

WEEKDAYS: Final = words(
    "monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves viernes sabado "
    "domingo montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi "
    "samedi dimanche"
)
DAY_WORDS: Final = words("hour open opening close closing closed from to start end time operating day")
"""What may stand beside a weekday that heads a column of hours."""

AGE_GROUPS: Final = words(
    "infant toddler preschool prek preschooler kindergarten kindergartener schoolage schoolager newborn baby "
    "waddler adolescent teen bebe lactante nino krippe kita hort"
)
AGE_FLAG_WORDS: Final = words(
    "space slot capacity age group care child children room license old program served month year to plus up under "
    "over level has serve accept service yes no"
)
"""What may stand beside the name of an age group."""

PHRASES: Final = tuple(
    frozenset(phrase.split())
    for phrase in (
        "year round", "full year", "school year", "summer", "daytime", "evening", "overnight", "weekend", "full day",
        "part day", "half day", "full time", "part time", "before school", "after school", "drop in", "24 hour",
        "night", "extended hour", "holiday",
    )
)  # fmt: skip
"""What a provider may offer, as columns of their own: together they are a schedule."""
PHRASE_WORDS: Final = words("hour only care program available offered open year day service session")

PLAIN_WORDS: Final = (
    QUALIFIERS | SECONDARY | RELATED | TURNING | WEEKDAYS | DAY_WORDS | AGE_GROUPS | AGE_FLAG_WORDS | PHRASE_WORDS
    | frozenset(word for phrase in PHRASES for word in phrase)
)  # fmt: skip
"""Words that are what they are, even where no field is called so."""
