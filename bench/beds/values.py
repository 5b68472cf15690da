"""Invented values for invented files: plausible, seeded, and from no list the program knows."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

_NAMES: Final = {
    "us": "Ann Robert Tiffany Latoya Miguel Kevin Priya Dwayne Susan Hector Molly Greg Wanda Cheryl Omar Paula Ruth "
          "Ethan Kayla Brandon Xavier Ming Lakshmi Jody Travis",
    "uk": "Alistair Gemma Nigel Fiona Rhys Siobhan Callum Harriet Imran Zoe Graham Beverley Euan Oliver",
    "fr": "Amélie Bastien Chloé Didier Élodie Franck Gaëlle Hugo Inès Julien Karim Léa Mathieu Nadège",
    "de": "Anke Björn Claudia Dirk Elke Friedrich Gisela Holger Ingrid Jörg Katrin Lukas Mehmet Sabine",
    "es": "Alba Javier Lucía Ramón Nuria Íñigo Pilar Sergio Marta Antonio Rocío Álvaro Begoña Diego",
}  # fmt: skip
_FAMILIES: Final = {
    "us": "Carter Nguyen Ortiz McDonald O'Brien Washington Patel Kowalski Young Hill Baker Green Fischer Vasquez "
          "Johnson-Reed Lopez Stone Price Woods Chen Abernathy Little Fields Banks",
    "uk": "Hughes Patel Whitworth Macleod O'Neill Fairbairn Khan Pritchard Sykes Barlow Dunne Ashworth Wood",
    "fr": "Moreau Lefèvre Garnier Rousseau Le-Goff Benali Chevalier Dubois Petit Marchand Girard Leclerc",
    "de": "Schäfer Müller Zimmermann Öztürk Krüger Vogel Lehmann Böhm Winter Schuster Kaiser Brandt",
    "es": "García Fernández Muñoz Ibáñez Castro Vidal Serrano Ortega Núñez Pascual Rey Blanco",
}  # fmt: skip
_STREETS: Final = {
    "us": "Oak,Maple,N Main,Martin Luther King,Elm,Sunset,Cedar Ridge,W 4th,Highland,Jefferson,Willow Creek,State,"
          "Old Mill,S Lamar,Park,Peachtree,Lake Shore",
    "uk": "High,Church,Victoria,Station,Albert,Mill,Queens,Green,Bridge,Manor,Windsor",
    "fr": "Victor Hugo,de la République,des Lilas,du Moulin,Jean Jaurès,de l'Église,Pasteur,des Écoles,de Verdun",
    "de": "Bahnhofstraße,Hauptstr.,Goethestraße,Am Markt,Lindenweg,Schillerstr.,Kirchplatz,Gartenweg,Im Winkel",
    "es": "Mayor,de la Constitución,San Juan,Gran Vía,del Carmen,de Goya,Real,Cervantes,de las Flores",
}  # fmt: skip
_STREET_ENDS: Final = {
    "us": "St,Ave,Rd,Blvd,Dr,Ln,Street,Avenue,Road,Hwy,Ct,Way,Pkwy",
    "uk": "Street,Road,Lane,Avenue,Close,Drive,Terrace,Gardens",
    "fr": "rue,avenue,boulevard,place,impasse,chemin",
    "es": "Calle,C/,Avda.,Plaza,Paseo,Ctra.",
}
_CITIES: Final = {
    "us": "Springfield,Austin,Cedar Rapids,Yakima,St. Paul,Macon,Boise,El Paso,Las Cruces,Gary,Tampa,Lowell,Ogden,"
          "Bend,Tulsa,Mobile,Reading,Peoria",
    "uk": "Derby,Leeds,Kettering,Bristol,Newcastle upon Tyne,Truro,Hull,Wigan,Stroud,St Albans",
    "fr": "Toulouse,Rennes,Saint-Étienne,Le Mans,Aix-en-Provence,Brest,Nîmes,Limoges,La Rochelle",
    "de": "Bonn,Köln,Halle (Saale),Ulm,Göttingen,Bad Homburg,Jena,Freiburg im Breisgau,Kiel,Essen",
    "es": "Málaga,Salamanca,Vigo,Alcalá de Henares,Lleida,Ponferrada,San Fernando,Elche,Ávila",
}  # fmt: skip
_COUNTIES: Final = {
    "us": "Travis,King,Cook,Los Angeles,Hennepin,Fulton,Yakima,St. Louis,Santa Clara,Orange",
    "uk": "Derbyshire,Kent,Cornwall,Lancashire,Norfolk,West Yorkshire",
    "fr": "Haute-Garonne,Ille-et-Vilaine,Loire,Sarthe,Gard,Finistère",
    "de": "Rhein-Sieg-Kreis,Saalekreis,Hochtaunuskreis,Breisgau-Hochschwarzwald",
    "es": "Málaga,Salamanca,Pontevedra,Madrid,Lleida,León,Cádiz,Alicante",
}
_STATES: Final = "TX,WA,IL,MN,GA,CA,ID,NM,IN,FL,MA,UT,OR,OK,AL,PA"
_STATE_NAMES: Final = "Texas,Washington,Illinois,Minnesota,Georgia,California,New Mexico,Florida,Massachusetts,Ohio"
_STATES_ES: Final = "Antioquia,Cundinamarca,Jalisco,Nuevo León,Buenos Aires,Córdoba,Valle del Cauca,Santa Fe"
_TRADES: Final = {
    "child": "{a} Child Care,Little {a} Preschool,{a} Learning Center,{a} Family Day Care,{a} Nursery,{n}'s Daycare,"
             "Kids of {a},{a} Montessori,Tiny {a},{a} Head Start",
    "school": "{a} Elementary School,{a} High School,{a} Academy,Colegio {a},IES {a},Lycée {a},St {n}'s Primary",
    "food": "{a} Cafe,{n}'s Pizza,The {a} Grill,{a} Bakery,{a} Liquor,{a} Deli & Market,Taqueria {a},Bar {n},{a}",
    "health": "{a} Medical Center,{a} Care Home,{a} House,Dr {n} Dental,{a} Nursing & Rehab,Pharmacie {n},{a} Lodge",
    "biz": "{a} Plumbing LLC,{n} & Sons,{a} Consulting Inc,{a} Realty,{n} Logistics,{a} Auto Body,{a} Supply Co,"
           "{a} Foods,{n} Bau GmbH,{a} Group",
    "charity": "Friends of {a},{a} Foundation,{a} Lions Club,{a} Trust,The {n} Fund,Verein {a} e.V.,{a} Church",
    "hotel": "Hotel {a},Casa {n},{a} Rooms,Hostal {n},Apartamentos {a},Camping {a},La {a}",
    "bank": "{a} National Bank,First {a} Branch,{a} Savings,{a} Drive-Up,{a} Main Office,Bank of {a}",
}  # fmt: skip
_SEEDS: Final = "Sunrise,Riverside,Acorn,Lakeview,Harmony,Bluebird,Summit,Prairie,Harbor,Golden,Pinewood,Rosemont,Star"
_LANGUAGES: Final = "Spanish,English,English;Spanish,French,Vietnamese,English; Somali,Mandarin"
_ROLES: Final = "Director,Owner,Manager,CEO,VP Sales,Office Manager,Program Coordinator,Principal,Buyer,Engineer"
_AGES: Final = "6 weeks - 5 years,2-5 yrs,Infant to Pre-K,0-12 years,School Age,3 - 6 yrs,18 mos. - 4 yrs"
_HOURS: Final = {
    "hrs": "Mon-Fri 7:00 AM - 6:00 PM,6:30AM-6:00PM,M-F 8am-5pm,9:00 AM - 3:30 PM,24 hours",
    "hrsde": "Mo-Fr 7:00-17:00 Uhr,7.30 - 16.30 Uhr,Mo.-Do. 7-17 Uhr; Fr. 7-15 Uhr",
    "hrsfr": "7h30 - 18h30,Lundi au vendredi de 8h à 18h,8h-18h",
    "hrses": "De lunes a viernes de 9 a 16 horas,L-V 8:30-14:00,9:00 a 17:00 h",
    "hrsosm": "Mo-Fr 08:00-18:00,Mo-Su 11:00-23:00,Tu-Sa 10:00-19:00; Su off,24/7",
    "hrsjson": '{"Monday": "7AM-6PM"; "Tuesday": "Closed"},{"Monday": "Closed"; "Friday": "9AM-9PM"}',
}
_PROSE: Final = (
    "please call before noon and ask for the front desk,The program was cited for an expired extinguisher in the hall,"
    "Serving families in the area since many years with care and love,wants a quote for two more sites next spring,"
    "food not protected from contamination during storage or display"
)


class Maker:
    """Makes columns for one file: its locale and trade stay the same."""

    def __init__(self, locale: str, trade: str, chance: random.Random) -> None:
        self._locale = {"ca": "us", "au": "uk", "nz": "uk", "mx": "es", "ar": "es", "co": "es"}.get(locale, locale)
        self._country = locale
        self._trade = trade
        self._chance = chance
        self._state = chance.choice(_STATES.split(","))
        self._phone = chance.choice([0, 1, 2, 3])
        self._date = chance.choice(["%m/%d/%Y", "%Y-%m-%d", "%m/%d/%y", "%Y%m%d", "%d-%b-%Y"])
        self._makers: dict[str, Callable[[], str]] = {
            name.removeprefix("_make_"): getattr(self, name) for name in dir(self) if name.startswith("_make_")
        }

    def column(self, values: str, rows: int) -> list[str]:
        """So many cells of a maker or a pattern."""
        values = {"dd/mm": "ddmm", "dd.mm": "dotted"}.get(values, values)
        if values == "seq":
            return [str(number + 1) for number in range(rows)]
        if values.startswith("c:"):
            choices = values[2:].split("/")
            return [self._chance.choice(choices) for _ in range(rows)]
        if values.startswith("int:"):
            low, _, high = values[4:].rpartition("-")
            return [str(self._chance.randint(int(low), int(high))) for _ in range(rows)]
        make = self._makers.get(values) or self._makers.get(values.lower())
        if make is None:
            return [self._pattern(values) for _ in range(rows)]
        made = [make() for _ in range(rows)]
        return [cell.upper() for cell in made] if values not in self._makers else made

    def _of(self, text: str) -> str:
        return self._chance.choice(text.split(","))

    def _pattern(self, pattern: str) -> str:
        return "".join(self._chance.choice(string.digits) if sign == "#" else sign for sign in pattern)

    def _make_e(self) -> str:
        return ""

    def _make_fn(self) -> str:
        return self._chance.choice(_NAMES[self._locale].split())

    def _make_ln(self) -> str:
        return self._chance.choice(_FAMILIES[self._locale].split())

    def _make_pn(self) -> str:
        return f"{self._make_fn()} {self._make_ln()}"

    def _make_pnc(self) -> str:
        return f"{self._make_ln()}, {self._make_fn()}"

    def _make_co(self) -> str:
        seed = self._chance.choice([self._of(_SEEDS), self._of(_CITIES[self._locale])])
        return self._of(_TRADES[self._trade]).format(a=seed, n=self._make_ln())

    def _make_st(self) -> str:
        number, name = self._chance.randint(1, 9999), self._of(_STREETS[self._locale])
        match self._locale:
            case "de":
                return f"{name} {number % 200}"
            case "fr":
                return f"{number % 200} {self._of(_STREET_ENDS['fr'])} {name}"
            case "es":
                return f"{self._of(_STREET_ENDS['es'])} {name}, {number % 200}"
            case _:
                unit = f" {self._make_unit()}" if self._locale == "us" and self._chance.random() < 0.1 else ""
                return f"{number} {name} {self._of(_STREET_ENDS[self._locale])}{unit}"

    def _make_stname(self) -> str:
        name = self._of(_STREETS[self._locale])
        return f"{name} {self._of(_STREET_ENDS[self._locale])}" if self._locale in {"us", "uk"} else name

    def _make_unit(self) -> str:
        return self._chance.choice(["Suite ###", "Apt #", "Ste #B", "Unit ##", "# ##", "Floor #"]).replace(
            "#", self._chance.choice(string.digits)
        )

    def _make_city(self) -> str:
        return self._of(_CITIES[self._locale])

    def _make_county(self) -> str:
        return self._of(_COUNTIES[self._locale])

    def _make_state(self) -> str:
        return self._of(_STATES)

    def _make_state1(self) -> str:
        return self._state

    def _make_statename(self) -> str:
        return self._of(_STATE_NAMES)

    def _make_statees(self) -> str:
        return self._of(_STATES_ES)

    def _make_zip(self) -> str:
        match self._country:
            case "ca":
                return self._pattern(f"V#{self._chance.choice('ABCEGH')} #{self._chance.choice('ABCEGH')}#")
            case "au" | "nz":
                return self._pattern("####")
            case "uk":
                return self._pattern(self._chance.choice(["DE# #AB", "LS## #XY", "SW#A #AA", "N# #QP"]))
            case "us":
                return self._pattern("7####" if self._chance.random() < 0.9 else "7####-####")
            case _:
                return self._pattern(self._chance.choice(["28###", "31###", "0####"]))

    def _make_zip4(self) -> str:
        return self._pattern("4####-####")

    def _make_zip4ar(self) -> str:
        return self._pattern("1###")

    def _make_ph(self) -> str:
        us = ["(512) 555-01##", "512-555-01##", "512.555.01##", "51255501##"]
        by_country = {
            "uk": ["01332 ######", "020 7946 0###", "+44 1332 ######", "0133#######"],
            "fr": ["05 61 ## ## ##", "0561######", "+33 5 61 ## ## ##", "05.61.##.##.##"],
            "de": ["0228 / ######", "0228/######", "+49 228 ######", "(0228) #####-##"],
            "es": ["952 ### ###", "952######", "+34 952 ## ## ##", "952 ## ## ##"],
            "mx": ["55########", "55 #### ####", "(55) ########", "+52 55 ########"],
            "ar": ["4###-####", "011 4###-####", "(0221) 4##-####", "4## ####"],
            "co": ["601 ### ####", "310#######", "(604) ### ####", "+57 310 ### ####"],
            "au": ["02 9### ####", "03########", "(07) 3### ####", "0412 ### ###"],
            "nz": ["09 ### ####", "04 ######", "(03) ### ####", "09-#######"],
        }
        return self._pattern(by_country.get(self._country, us)[self._phone])

    def _make_ph1(self) -> str:
        return self._pattern("+1 512-555-01##")

    def _make_em(self) -> str:
        return f"{self._ascii(self._make_fn())}{self._pattern('##')}@{self._ascii(self._of(_SEEDS))}.{self._tld()}"

    def _tld(self) -> str:
        return {"uk": "co.uk", "fr": "fr", "de": "de", "es": "es", "mx": "com.mx", "ca": "ca"}.get(
            self._country, self._chance.choice(["example.com", "example.org"])
        )

    def _ascii(self, text: str) -> str:
        return "".join(letter for letter in text.lower() if letter in string.ascii_lowercase) or "info"

    def _make_url(self) -> str:
        start = self._chance.choice(["http://www.", "https://", "www."])
        return f"{start}{self._ascii(self._make_co())}.{self._tld()}"

    def _make_fb(self) -> str:
        return f"https://www.facebook.com/{self._ascii(self._of(_SEEDS))}"

    def _make_img(self) -> str:
        return f"https://img.example.com/{self._pattern('######')}.jpg"

    def _day(self) -> date:
        return date(2005, 1, 1) + timedelta(days=self._chance.randint(0, 7500))

    def _make_d(self) -> str:
        return self._day().strftime(self._date)

    def _make_dt(self) -> str:
        moment = datetime(2021, 1, 1) + timedelta(minutes=self._chance.randint(0, 2_000_000))  # noqa: DTZ001
        return moment.strftime("%Y-%m-%d %H:%M:%S")

    def _make_ddmm(self) -> str:
        return self._day().strftime("%d/%m/%Y")

    def _make_dotted(self) -> str:
        return self._day().strftime("%d.%m.%Y")

    def _make_ddmy(self) -> str:
        return self._day().strftime("%d-%m-%Y")

    def _make_yyyymm(self) -> str:
        return self._day().strftime("%Y%m")

    def _make_yn(self) -> str:
        return self._chance.choice("YN")

    def _make_tf(self) -> str:
        return self._chance.choice(["TRUE", "FALSE"])

    def _make_lat(self) -> str:
        return f"{self._chance.uniform(30, 48):.6f}"

    def _make_lon(self) -> str:
        return f"{self._chance.uniform(-120, -71):.6f}"

    def _make_latlon(self) -> str:
        return f"{self._make_lat()}, {self._make_lon()}"

    def _make_latlonp(self) -> str:
        return f"({self._make_latlon()})"

    def _make_dec(self) -> str:
        return f"{self._chance.uniform(1, 999999):.2f}"

    def _make_money(self) -> str:
        return f"${self._chance.randint(5, 9000):,}.00"

    def _make_ip(self) -> str:
        return ".".join(str(self._chance.randint(1, 254)) for _ in range(4))

    def _make_hex(self) -> str:
        return f"{self._chance.getrandbits(40):010x}"

    def _make_txt(self) -> str:
        return self._of(_PROSE)

    def _make_role(self) -> str:
        return self._of(_ROLES)

    def _make_ages(self) -> str:
        return self._of(_AGES)

    def _make_lang(self) -> str:
        return self._of(_LANGUAGES)

    def _make_addr(self) -> str:
        return f"{self._make_st()}, {self._make_csz()}"

    def _make_addrnl(self) -> str:
        return f"{self._make_st()}\n{self._make_csz()}\nUS"

    def _make_csz(self) -> str:
        return f"{self._make_city()}, {self._make_state()} {self._make_zip()}"

    def _make_zipcity(self) -> str:
        return f"{self._make_zip()} {self._make_city()}"

    def _make_stzipcity(self) -> str:
        return f"{self._make_st()}, {self._make_zipcity()}"


for _name, _texts in _HOURS.items():
    setattr(Maker, f"_make_{_name}", lambda self, texts=_texts: self._of(texts))
