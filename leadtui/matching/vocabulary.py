"""Words of headers, whatever the file is about: abbreviations, fillers, words that turn a meaning.

General language only; what the fields of a target are called stands in the target, and what the world
calls things stands in `concepts.py`.
"""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def _pairs(text: str) -> dict[str, tuple[str, ...]]:
    return {short: tuple(long.split()) for short, _, long in (line.partition(":") for line in text.split(","))}


SPELLINGS: Final = {
    short.strip(): long
    for short, long in _pairs(
        "addr:address,adr:address,tel:phone,telephone:phone,ph:phone,telefono:phone,phn:phone,fon:phone,mob:mobile,"
        "cell:mobile,cellphone:mobile,cellular:mobile,licence:license,lic:license,licensed:license,lcns:license,"
        "org:organization,organisation:organization,orgn:organization,centre:center,ctr:center,cntr:center,"
        "no:number,num:number,nbr:number,nr:number,nmbr:number,numero:number,dt:date,fecha:date,datum:date,"
        "nm:name,naam:name,cd:code,codigo:code,desc:description,descr:description,cat:category,categoria:category,"
        "fname:first name,lname:last name,firstname:first name,lastname:last name,mname:middle name,"
        "fullname:full name,middlename:middle name,surname:last name,cap:capacity,exp:expiration,expiry:expiration,"
        "expires:expiration,expire:expiration,expired:expiration,eff:effective,apt:apartment,ste:suite,bldg:building,"
        "fl:floor,str:street,strt:street,cnty:county,ctry:country,loc:location,locn:location,fac:facility,"
        "facil:facility,cert:certificate,certification:certificate,regn:registration,"
        "biz:business,bus:business,busn:business,comp:company,corp:corporation,dept:department,mgr:manager,"
        "admin:administrator,pcode:postal code,postcode:postal code,postalcode:postal code,"
        "zipcode:zip code,cp:postal code,cdpostal:postal code,plz:postal code,emailaddress:email address,mail:email,"
        "correo:email,mailaddress:email address,web:website,webpage:website,homepage:website,www:website,"
        "websiteaddress:website address,url:website,lat:latitude,lng:longitude,lon:longitude,long:longitude,"
        "latitud:latitude,longitud:longitude,pct:percent,qty:quantity,amt:amount,avg:average,max:maximum,min:minimum,"
        "tot:total,gesamt:total,insgesamt:total,anzahl:number,ttl:total,cnt:count,yr:year,yrs:year,mo:month,mos:month,hrs:hour,hr:hour,lang:language,"
        "idioma:language,stat:status,sts:status,typ:type,tipo:type,art:type,pref:preferred,prim:primary,sec:secondary,"
        "alt:alternate,acct:account,cust:customer,attn:attention,rep:representative,ext:extension,"
        "estab:establishment,prog:program,programme:program,pgm:program,svc:service,srv:service,"
        "srvc:service,muni:municipality,mun:municipality,prk:prek,kdg:kindergarten,"
        "orig:original,init:initial,iss:issue,issd:issued,upd:updated,mod:modified,chg:changed,"
        "tues:tuesday,tue:tuesday,thurs:thursday,thur:thursday,thu:thursday,mon:monday,wed:wednesday,weds:wednesday,"
        "fri:friday,sat:saturday,sun:sunday,identifier:id,ident:id,identification:id,uid:id"
    ).items()
}
"""What publishers shorten, and spellings of one word; each stands for the words after the colon."""

FILLERS: Final = words(
    "of the a an and or for in on at by to de la las el los del y e da do das dos le les du des et der die und "
    "von fur im am zum zur d l"
)
"""Say nothing about what a column is."""

QUALIFIERS: Final = words(
    "primary main business facility site location work office company center school organization provider contact "
    "official physical public general current full complete program agency store account client customer lead "
    "member establishment premises operation child care daycare day legal correspondence entity user record "
    "person head headteacher principal director administrator local my our new own default preferred best premise "
    "unit's shop branch practice hospital hotel restaurant"
)
"""Say whose it is, or which of several: a facility's phone is a phone."""

SECONDARY: Final = words(
    "home personal private owner secondary second other alternate alternative additional previous former old "
    "prior past original billing bill mailing mail postal shipping ship invoice invoicing delivery registered "
    "temporary backup 2nd 3rd third ii iii otro otra andere anderer autre correspondencia"
)
"""Say that there is a better column of this kind, or that this one is for another purpose."""

RELATED: Final = words(
    "mother father mum mom dad parent guardian spouse husband wife partner emergency sibling referrer referred "
    "reference assistant secretary supervisor manager manager's kin relative madre padre tutor mutter vater "
    "eltern mere pere conjoint agent agent's attorney landlord vet doctor physician sponsor's reviewer inspector"
)
"""Say that it belongs to somebody else than the one the row is about."""

TURNING: Final = words(
    "bounced bounce opt optout optin verified valid validated invalid verification status flag count type kind "
    "score rating rank ranking percent ratio date time reason note notes comment comments image photo picture "
    "logo icon count hash length format source method preference preferred updated modified created changed "
    "deleted missing duplicate error extension domain subject template consent permission blocked unsubscribed "
    "area fips history change changes frequency amount fee cost price"
)
"""As the last word of a header they are what the column holds; the words before only say of what."""

AMBIGUOUS: Final = words(
    "name type status id code date title location number description level category class group value source "
    "owner contact state area key reference label region district address operation use person kind function "
    "position center organization agency program start end license registration point line link mail other time "
    "times hours rate size space service since open web cap nom nombre titulo art bezeichnung libelle "
    "denomination denominacion"
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

NULL_WORDS: Final = words("na n/a null none nil nan - -- --- _ . ? unknown tbd #n/a")
"""Cells that stand for nothing."""

WEEKDAYS: Final = words(
    "monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves viernes sabado "
    "domingo montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi "
    "samedi dimanche"
)
DAY_WORDS: Final = words("hour hours open opening close closing closed from to start end time operating day")
"""What may stand beside a weekday that heads a column of hours."""

AGE_GROUPS: Final = words(
    "infant toddler preschool prek preschooler kindergarten kindergartener schoolage schoolager newborn baby "
    "waddler adolescent teen bebe lactante nino krippe kita hort"
)
AGE_FLAG_WORDS: Final = words("space slot capacity age group care child children room license old program served")
"""What may stand beside the name of an age group."""

PHRASES: Final = tuple(
    frozenset(phrase.split())
    for phrase in (
        "year round", "full year", "school year", "summer", "daytime", "evening", "overnight", "weekend", "full day",
        "part day", "half day", "full time", "part time", "before school", "after school", "drop in", "24 hours",
        "night", "extended hours", "holiday",
    )
)  # fmt: skip
"""What a provider may offer, as columns of their own: together they are a schedule."""
PHRASE_WORDS: Final = words("hours only care program available offered open year day service session")

PLAIN_WORDS: Final = (
    QUALIFIERS | SECONDARY | RELATED | TURNING | WEEKDAYS | DAY_WORDS | AGE_GROUPS | AGE_FLAG_WORDS | PHRASE_WORDS
    | frozenset(word for phrase in PHRASES for word in phrase)
)  # fmt: skip
"""Words that are what they are, even where no field is called so."""
