"""What the world calls things, in several languages and trades: one list for every target.

A concept that a field of the target stands for lends it its words; one that no field stands for is a
home elsewhere: a column that is clearly a fax number has no business in `phone`. So the same page makes
matching work for a table nobody has described, and keeps columns out that nobody wants.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that columns are about."""

    name: str
    words: tuple[str, ...]
    """Headers that mean it; the first is how people are told."""
    kind: str | None = None
    """What its values are, in the words of `Field.kind`."""
    is_vague: bool = False
    """Such a header says little about the values (notes, remarks): they may decide otherwise."""


def _concept(name: str, words: str, kind: str | None = None, *, is_vague: bool = False) -> Concept:
    return Concept(name, tuple(" ".join(word.split()) for word in words.split(",")), kind, is_vague)


CONCEPTS: Final[tuple[Concept, ...]] = (
    # People
    _concept(
        "first_name",
        """
        first name, nombre, given name, forename, christian name, nombre de pila, vorname, prenom, voornaam,
        nome proprio
    """,
        "person_first",
    ),
    _concept(
        "last_name",
        """
        last name, surname, family name, apellido, apellidos, primer apellido, nachname, familienname, nom de
        famille, achternaam, sobrenome, cognome
    """,
        "person_last",
    ),
    _concept(
        "middle_name",
        """
        middle name, middle initial, second name, segundo nombre, segundo apellido, zweiter vorname
    """,
    ),
    _concept(
        "full_name",
        """
        full name, contact name, contact person, primary contact, primary contact name, name of contact, main
        contact, contact full name, director, director name, administrator, administrator name, owner operator,
        caregiver, primary caregiver, person name, person in charge, site director, center director, program
        director, principal, principal name, point of contact, representative, representative name, nombre y
        apellidos, nombre completo, persona de contacto, contacto, responsable, director del centro,
        ansprechpartner, kontaktperson, leitung, leiter, vor und nachname, nom et prenom, personne a contacter,
        interlocuteur, attendee name, customer name, display name, employee name, full legal name
    """,
        "person_name",
    ),
    _concept(
        "nickname",
        """
        nickname, preferred name, known as, screen name, user name, username, login, alias, handle
    """,
    ),
    _concept(
        "salutation",
        """
        salutation, prefix, honorific, courtesy title, anrede, tratamiento, civilite
    """,
    ),
    _concept(
        "job_title",
        """
        job title, job, role, position, job role, occupation, function, cargo, puesto, funktion, position title,
        beruf, poste, fonction, job function, profession
    """,
        "job_title",
    ),
    _concept(
        "gender",
        """
        gender, sex, sexo, geschlecht, sexe
    """,
    ),
    _concept(
        "birth",
        """
        birth date, date of birth, dob, birthday, birth year, birth month, birth day, year of birth, fecha de
        nacimiento, geburtsdatum, date de naissance, age in years
    """,
    ),
    _concept(
        "related_person",
        """
        emergency contact, mother name, father name, parent name, guardian name, spouse name
    """,
    ),
    # Reaching them
    _concept(
        "email",
        """
        email, email address, correo electronico, email contact, direccion de correo, email de contacto,
        courriel, adresse email, adresse mail, e mail adresse, mel
    """,
        "email",
    ),
    _concept(
        "second_email",
        """
        second email, secondary email, other email, alternate email, email 2, personal email
    """,
        "email",
    ),
    _concept(
        "phone",
        """
        phone, phone number, telephone, telephone number, main phone, work phone, office phone, business phone,
        telefono, telefono fijo, telefon, telefonnummer, rufnummer, festnetz, numero de telephone, telefone,
        telefono de contacto, contact number, phone 1, landline
    """,
        "us_phone",
    ),
    _concept(
        "second_phone",
        """
        mobile, mobile phone, mobile number, cell phone, second phone, other phone, alternate phone, phone 2,
        home phone, telefono movil, movil, telefono 2, handy, handynummer, mobiltelefon, mobilnummer, portable,
        telephone portable, telephone mobile
    """,
        "us_phone",
    ),
    _concept(
        "fax",
        """
        fax, fax number, telefax, facsimile, fax phone, faxnummer, numero de fax, telecopie, pager, pager
        number, tty, tdd
    """,
    ),
    _concept(
        "extension",
        """
        extension, phone extension, durchwahl
    """,
    ),
    _concept(
        "website",
        """
        website, web site, web page, web address, homepage, home page, site url, sitio web, pagina web,
        direccion web, webseite, internet, internetadresse, site web, site internet, web page 1
    """,
        "url",
    ),
    _concept(
        "social",
        """
        facebook, twitter, linkedin, instagram, youtube, facebook page, facebook url, twitter handle, linkedin
        url, linkedin profile, social media, skype, whatsapp, messenger, tiktok, yelp url
    """,
    ),
    _concept(
        "image",
        """
        image, photo, picture, logo, image url, photo url, logo url, thumbnail, avatar, icon, imagen, foto, bild
    """,
    ),
    _concept(
        "document_link",
        """
        report url, inspection url, details url, pdf, pdf url, document, permalink, map url, map link, google
        maps, directions, content url, api url, source url, json, link to record, uri
    """,
    ),
    # Where
    _concept(
        "street_address",
        """
        street address, address, address 1, address line 1, street, full address, direccion, direccion completa,
        domicilio, calle, strasse, strasse und hausnummer, adresse, anschrift, rue, voie, indirizzo, endereco,
        adresse 1, adresse postale, strasse hausnummer, address line
    """,
        "us_street",
    ),
    _concept(
        "house_number",
        """
        street number, house number, building number, civic number, str number, address number, numero de calle,
        numero via, num via, hausnummer, numero de voie, numero rue, house, street no
    """,
    ),
    _concept(
        "street_name",
        """
        street name, nombre via, nombre de la via, nombre de calle, nom de la voie, libelle voie, strassenname,
        nom de rue, st name, road name
    """,
    ),
    _concept(
        "street_type",
        """
        street type, street suffix, tipo via, tipo de via, clase de via, clase vial, type de voie, type voie,
        street suffix type, road type, st type, suffix
    """,
    ),
    _concept(
        "street_direction",
        """
        street direction, direction, pre direction, post direction, predirection, directional, street prefix,
        street pre direction, st direction
    """,
    ),
    _concept(
        "unit",
        """
        address 2, address line 2, unit, unit number, suite, suite number, apartment, apartment number, suite
        apartment number, floor, room, building, puerta, planta, piso, escalera, bloque, portal, local,
        adresszusatz, stockwerk, complement d adresse, complement adresse, adresse 2, etage, batiment, piso
        puerta
    """,
        "us_unit",
    ),
    _concept(
        "building_name",
        """
        building name, complex name, nombre edificio, gebaude, mall name
    """,
    ),
    _concept(
        "city",
        """
        city, town, municipality, city name, city town, town city, suburb, ciudad, localidad, municipio,
        poblacion, nombre municipio, ort, stadt, gemeinde, wohnort, ortsname, ville, commune, nom commune,
        libelle commune, comune, cidade, locality, village
    """,
        "city",
    ),
    _concept(
        "state",
        """
        state, prov, province, state code, state province, state name, provincia, comunidad autonoma, estado,
        bundesland, kanton, departement, province code, prefecture, state abbreviation, nombre provincia
    """,
        "us_state",
    ),
    _concept(
        "county",
        """
        county, county name, parish, comarca, landkreis, kreis, borough, regierungsbezirk
    """,
        "us_county",
    ),
    _concept(
        "zip",
        """
        zip, zip code, postal code, post code, postleitzahl, codigo postal, code postal, zip 5, cod postal,
        eircode, postal zip
    """,
        "us_zip",
    ),
    _concept(
        "country",
        """
        country, country name, country code, nation, pais, land, staat, pays, home country, work country,
        country region, iso country
    """,
        "country",
    ),
    _concept(
        "coordinates",
        """
        latitude, longitude, lat long, coordinates, coordenadas, koordinaten, coordonnees, geo point, geopoint,
        geometry, geom, wkt, point, x, y, x coordinate, y coordinate, coordenada x, coordenada y, utm x, utm y,
        geo x, geo y, easting, northing, the geom, shape, location 1, georeference, geolocation, geocode, geo
        location, gps, rechtswert, hochwert, lambert x
    """,
    ),
    _concept(
        "area_code",
        """
        ward, city ward, ward name, district, council district, congressional district, senate district, house
        district, census tract, census block, neighborhood, neighbourhood, community area, precinct, zone,
        barrio, distrito, codigo distrito, codigo municipio, codigo provincia, codigo ine, fips, fips code,
        county fips, zoning, stadtteil, stadtbezirk, ortsteil, quartier, arrondissement, code insee, code
        commune, code departement, police district, electorate, region code, msa, metro area, legislative
        district, planning area, tract, block, seccion censal, geo id, time zone, timezone, market area
    """,
    ),
    _concept(
        "building_type",
        """
        building type, property type, dwelling type, land use, occupancy type, structure type, bldg type
    """,
    ),
    # Businesses
    _concept(
        "organization",
        """
        company, nombre, company name, business name, organization name, organization, name of business, trade
        name, trading name, doing business as, dba, dba name, facility name, site name, location name,
        establishment name, account name, nombre comercial, denominacion especifica, nombre del centro, nombre
        centro, denominacion, denominacion del centro, empresa, nombre de la empresa, rotulo, establecimiento,
        firma, firmenname, unternehmen, unternehmensname, betrieb, name der einrichtung, einrichtung, name des
        unternehmens, entreprise, nom de l entreprise, nom commercial, enseigne, nom de l etablissement,
        etablissement, nom etablissement, nom usuel, denomination usuelle, employer, employer name, client name,
        property name, vendor name, supplier name, merchant name, store name, school name, hotel name, name of
        facility
    """,
        "company",
    ),
    _concept(
        "legal_owner",
        """
        legal name, legal business name, legal entity, licensee, licensee name, license holder, registrant,
        owner name, business owner, corporate name, razon social, titular, nombre titular, propietario,
        rechtstrager, inhaber, eigentumer, raison sociale, denomination sociale, titulaire, proprietaire, permit
        holder, permittee, proprietor, legal owner
    """,
        "legal_name",
    ),
    _concept(
        "operator",
        """
        operator, operator name, operated by, operating agency, parent company, parent organization, managing
        agency, management company, governing body, school board, school district, trager, trager name,
        tragername, betreiber, gestor, entidad gestora, organismo gestor, gestionnaire, exploitant, organisme
        gestionnaire, sponsor, umbrella organization
    """,
        "company",
    ),
    _concept(
        "business_type",
        """
        facility type, business type, type of business, type of facility, establishment type, organization type,
        provider type, center type, site type, denominacion generica, tipo de centro, tipo establecimiento, tipo
        de establecimiento, tipo alojamiento, clase, naturaleza, einrichtungsart, art der einrichtung,
        betriebsart, type d etablissement, nature, type etablissement, institution type, program type, type of
        care, type of school, school type, schulform, schulart, tipo empresa
    """,
        "category",
    ),
    _concept(
        "industry",
        """
        industry, sector, naics, naics code, naics title, naics description, sic, sic code, activity code,
        business activity, activity, ape code, code ape, code naf, naf, nace, cnae, branche, wirtschaftszweig,
        actividad, epigrafe, industry code, line of business, business description, activite
    """,
        is_vague=True,
    ),
    _concept(
        "ownership",
        """
        ownership, ownership type, owner type, auspice, profit status, legal form, legal structure, entity type,
        forma juridica, rechtsform, forme juridique, tax status, business structure, titularidad, type of
        ownership, for profit, non profit, nonprofit status, public private
    """,
    ),
    _concept(
        "department",
        """
        department, team, division, business unit, cost center, abteilung, departamento, service
    """,
    ),
    _concept(
        "size",
        """
        employees, employee count, number of employees, company size, staff, headcount, full time employees,
        mitarbeiter, mitarbeiterzahl, numero de empleados, effectif, staff count, years in business, square
        feet, square footage, area sqft, superficie, total employees, enrollment, current enrollment, total
        enrollment, attendance, population, number of beds, number of rooms, students, number of students,
        pupils, number of pupils, vacancies, available spaces, openings, waiting list
    """,
    ),
    # Registers and licences
    _concept(
        "register_id",
        """
        provider id, urn, provider number, facility id, facility number, site id, location id, business id,
        business number, account number, account id, customer number, customer id, client id, organization id,
        organization number, school id, school number, school code, center id, center code, establishment id,
        vendor id, supplier number, member number, codigo centro, codigo de centro, codigo establecimiento,
        kundennummer, betriebsnummer, schulnummer, einrichtungsnummer, siret, siren, numero siret, uai, finess,
        code etablissement, identifiant, company number, company id, place id, store number, store id, campus
        id, entity number, operation id, agency id
    """,
        "identifier",
    ),
    _concept(
        "license_number",
        """
        license number, license no, license id, permit number, permit id, credential number, certificate number,
        registration number, accreditation number, approval number, numero de licencia, licencia, numero de
        registro, n registro, numero registro, numero de autorizacion, registernummer, genehmigungsnummer,
        lizenznummer, zulassungsnummer, betriebserlaubnis, numero d agrement, numero de licence, numero d
        autorisation, numero d enregistrement, expediente
    """,
        "identifier",
    ),
    _concept(
        "license_type",
        """
        license type, type of license, license class, license category, credential type, permit type,
        registration type, certificate type, tipo de licencia, clase de licencia, lizenzart, genehmigungsart,
        type de licence, type d agrement, permit class, license description, license code description
    """,
        "category",
    ),
    _concept(
        "license_status",
        """
        license status, permit status, credential status, registration status, approval status, certificate
        status, estado de la licencia, estado licencia, lizenzstatus, statut de la licence, license state,
        operating status, regulatory status
    """,
        "category",
    ),
    _concept(
        "license_issued",
        """
        issue date, issued date, date issued, license issue date, license start date, effective date, original
        issue date, first issue date, license date, date licensed, licensed since, registration date, date of
        registration, permit issue date, fecha de alta, fecha alta, fecha de concesion, fecha de expedicion,
        fecha de inscripcion, fecha de autorizacion, fecha inicio actividad, ausstellungsdatum, erteilungsdatum,
        genehmigungsdatum, date de delivrance, date d agrement, date d ouverture, date d autorisation, opening
        date, date opened, license effective date
    """,
        "date",
    ),
    _concept(
        "license_renewed",
        """
        renewal date, license renewal date, last renewal date, date renewed, renewed, renewed on, fecha de
        renovacion, verlangerungsdatum, date de renouvellement
    """,
        "date",
    ),
    _concept(
        "license_expires",
        """
        expiration date, expiry date, license expiration date, certificate expiration date, valid until, valid
        to, valid through, expires on, date of expiration, end date, fecha de caducidad, fecha de vencimiento,
        fecha vencimiento, ablaufdatum, gultig bis, date d expiration, date de fin, valable jusqu au, license
        end date, fecha de baja, permit expiration date
    """,
        "date",
    ),
    _concept(
        "tax_id",
        """
        tax id, ein, fein, ssn, tax number, vat, vat number, vat id, nif, cif, dni, nie, steuernummer,
        umsatzsteuer id, ustid, numero tva, iban, bic, account iban, abn, passport, social security number
    """,
    ),
    _concept(
        "rating",
        """
        rating, ratings, quality rating, star rating, stars, star level, score, rank, ranking, grade, review
        count, reviews, number of reviews, quality level, inspection score, google rating, qris, qris rating,
        rating level, evaluation, bewertung, puntuacion, valoracion, note moyenne, accreditation, accredited,
        accredited by, award
    """,
    ),
    _concept(
        "inspection",
        """
        inspection date, last inspection date, inspection, inspections, violations, violation count, number of
        violations, complaints, deficiencies, disciplinary action, enforcement, board action, sanctions,
        monitoring frequency, investigations, compliance, compliance status, citations, inspection result, date
        of inspection, last visit, visits
    """,
    ),
    # What a business offers
    _concept(
        "capacity",
        """
        capacity, total capacity, licensed capacity, license capacity, maximum capacity, spaces, total spaces,
        seats, slots, plazas, numero de plazas, aforo, kapazitat, platze, anzahl platze, platzzahl, capacite,
        capacite d accueil, nombre de places, places, plazas autorizadas, genehmigte platze
    """,
        "count",
    ),
    _concept(
        "hours",
        """
        hours, opening hours, business hours, operating hours, hours of operation, schedule, opening times, days
        and hours, horario, horarios, horario de atencion, offnungszeiten, horaires, horaires d ouverture,
        heures d ouverture, days of operation, days open, jours d ouverture
    """,
        "schedule",
    ),
    _concept(
        "ages",
        """
        ages served, age range, age group, age groups, ages, ages accepted, grades, grades served, edades, edad,
        altersgruppe, altersgruppen, alter der kinder, age des enfants, tranche d age, grade range, grade
        levels, grade span, edades atendidas
    """,
        "ages",
    ),
    _concept(
        "min_age",
        """
        minimum age, low age, lowest age, youngest age, age from, from age, edad minima, mindestalter, age
        minimum
    """,
        "min_age_months",
    ),
    _concept(
        "max_age",
        """
        maximum age, high age, highest age, oldest age, age to, to age, edad maxima, hochstalter, age maximum
    """,
        "max_age_months",
    ),
    _concept(
        "languages",
        """
        language, languages, languages spoken, spoken languages, idiomas, sprachen, langues, langue, preferred
        language, home language
    """,
        "language",
    ),
    _concept(
        "financial_aid",
        """
        subsidy, accepts subsidy, fee subsidy, financial aid, financial assistance, subsidized, accepts
        vouchers, subvencion, subvencionado, concertado, gefordert, aides acceptees, ccap, child care subsidy
    """,
        "yes_no",
    ),
    _concept(
        "price",
        """
        price, cost, fee, fees, amount, revenue, annual revenue, salary, income, value, estimated value,
        balance, total due, tuition, rate, price range, currency, market value, assessed value, sale price,
        precio, tarifa, preis, kosten, umsatz, prix, tarif, chiffre d affaires, budget, discount, quantity,
        total amount, payment, paid, invoice amount, deal value, opportunity amount, fine, deposit, ticket
        price, credit limit
    """,
    ),
    # Records about records
    _concept(
        "row_id",
        """
        row id, row number, record id, record number, object id, objectid, fid, ogc fid, gid, guid, uuid, serial
        number, sequence, index, line number, sno, sl no, row, unique key, unique id, hash, md5, id interno, lfd
        nr, laufende nummer, globalid, pk, internal id, external id, legacy id, salesforce id, mailchimp id,
        foreign key, parent id, owner id, created by id, user id, contact id, lead id
    """,
    ),
    _concept(
        "created",
        """
        created, created date, created at, created on, date created, creation date, date added, added, entry
        date, date entered, submitted, submitted at, submission date, timestamp, signup date, sign up date,
        registered at, subscribed, application date, received date, date received, import date, erstellt,
        erstellt am, anlagedatum, fecha de creacion, date de creation, inserted at, order date, start time, end
        time, purchase date, booking date, event date, registration time
    """,
    ),
    _concept(
        "modified",
        """
        modified, modified date, last modified, last modified date, modified on, updated, updated at, last
        updated, last update, date updated, changed, changed on, change date, geandert, geandert am,
        aktualisiert, stand, fecha de actualizacion, ultima actualizacion, date de modification, date de mise a
        jour, last activity date, last viewed date, last referenced date, last contacted, last contact date,
        last seen, last login, run date, data as of, as of date, extract date, report date, snapshot date, date
        of data, next follow up, follow up date, last activity, last call
    """,
    ),
    _concept(
        "crm",
        """
        lead source, lead status, lead score, lead owner, stage, sales stage, pipeline, deal stage, campaign,
        campaign name, source campaign, utm source, utm medium, utm campaign, channel, referral, referral
        source, how did you hear about us, lifecycle stage, opportunity, is converted, is deleted, do not call,
        opt out, email opt out, unsubscribed, email bounced date, email bounced reason, consent, newsletter,
        gdpr consent, marketing consent, record owner, account owner, contact owner, assigned to, sales rep,
        account manager, territory, segment, tags, priority, lead type, lead rating, converted, owner id, record
        type, record type id, created by, modified by, ticket type, order number, order id, payment method,
        payment status, payment terms, interest, interests, persona, currency code
    """,
    ),
    _concept(
        "notes",
        """
        notes, note, comments, comment, remarks, remark, other, misc, additional information, info,
        observaciones, observacion, notas, comentarios, bemerkung, bemerkungen, anmerkungen, hinweise,
        remarques, commentaires, commentaire, observations, memo, details, special notes, custom 1, custom 2,
        description long, about, summary, bio, message, question, special needs, allergies
    """,
        is_vague=True,
    ),
)
"""The order carries no meaning."""
