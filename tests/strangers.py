"""Tables as strangers made them, written by hand against the rules rather than drawn from them.

Each has the cells of its sheets and what is to be read; a field that is not named is not expected.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from variants import Sheet, Variant, csv_bytes, ods_bytes, workbook_bytes

A, D = Decimal, date


def _book(name: str, truth: list[dict[str, Any]], *sheets: Sheet) -> Variant:
    return Variant(name, f"{name}.xlsx", workbook_bytes(sheets), truth)


def strangers() -> Iterator[Variant]:
    """Yield every stranger's table."""
    yield from _layouts()
    yield from _headings()
    yield from _values()
    yield from _exports()
    yield from _other_layouts()
    yield from _other_values()
    yield from _town_halls()


def _layouts() -> Iterator[Variant]:
    yield _book(
        "two header rows, merged",
        [
            {
                "number": "12",
                "title": "Halle de Noyelles",
                "project_leaders": ("Ville de Noyelles",),
                "leader_type": "Commune",
                "contact_email": "a@example.org",
                "contact_phone": "03 21 11 22 33",
                "budget_amount": A(450000),
                "received_on": D(2023, 3, 2),
            },
            {
                "number": "13",
                "title": "Verger partagé",
                "project_leaders": ("Association Pommes",),
                "leader_type": "Association",
                "contact_email": "b@example.org",
                "contact_phone": "03 21 44 55 66",
                "budget_amount": A(12500),
                "received_on": D(2023, 4, 5),
            },
        ],
        Sheet(
            [
                ["CANDIDATURES 2023", "", "", "", "", "", "", "", ""],
                [],
                ["", "Projet", "", "Porteur", "", "Contact", "", "Budget", ""],
                [
                    "N°",
                    "Nom",
                    "Reçu le",
                    "Nom",
                    "Statut juridique",
                    "Mail",
                    "Tél",
                    "Total",
                    "Subvention",
                ],
                [
                    12,
                    "Halle de Noyelles",
                    D(2023, 3, 2),
                    "Ville de Noyelles",
                    "Commune",
                    "a@example.org",
                    321112233,
                    450000,
                    1,
                ],
                [
                    13,
                    "Verger partagé",
                    D(2023, 4, 5),
                    "Association Pommes",
                    "Association",
                    "b@example.org",
                    321445566,
                    12500,
                    2,
                ],
                ["TOTAL", "", "", "", "", "", "", 462500, 3],
            ],
            merged=["A1:I1", "B3:C3", "D3:E3", "F3:G3", "H3:I3"],
        ),
    )
    yield _book(
        "agglomeration merged down, sections, headings again",
        [
            {
                "title": "Pôle vélo",
                "project_leaders": ("CALL",),
                "agglomeration": "CALL",
                "municipalities": ("Lens",),
            },
            {
                "title": "Ferme urbaine",
                "project_leaders": ("SCIC Terre",),
                "agglomeration": "CALL",
                "municipalities": ("Loos-en-Gohelle",),
            },
            {
                "title": "Fablab",
                "project_leaders": ("Asso Fab",),
                "agglomeration": "CAHC",
                "municipalities": ("Carvin",),
            },
        ],
        Sheet(
            [
                ["EPCI", "Intitulé", "Porteur de projet", "Commune", "Description"],
                ["CALL", "Pôle vélo", "CALL", "Lens", "Réparer, prêter."],
                ["", "Ferme urbaine", "SCIC Terre", "Loos-en-Gohelle", "Nourrir."],
                ["EPCI", "Intitulé", "Porteur de projet", "Commune", "Description"],
                ["CAHC", "Fablab", "Asso Fab", "Carvin", "Fabriquer."],
                ["Nombre de projets : 3", "", "", "", ""],
            ],
            merged=["A2:A3"],
        ),
    )
    yield _book(
        "archive sheet first, hidden rows and columns",
        [
            {
                "number": "R1",
                "title": "Toits verts",
                "project_leaders": ("Habitat 62",),
                "budget_amount": A(90000),
            },
            {
                "number": "R2",
                "title": "Cour oasis",
                "project_leaders": ("Ville de Barlin",),
                "budget_amount": A(150000),
            },
        ],
        Sheet(
            [["Notice"], ["Remplir une ligne par projet. Titre, porteur, budget."]], "Mode d’emploi"
        ),
        Sheet(
            [
                ["", "", "", "", ""],
                ["", "Réf", "Titre", "Structure", "Coût total"],
                ["", "R1", "Toits verts", "Habitat 62", "90 000"],
                ["", "R2", "Cour oasis", "Ville de Barlin", "150 000"],
            ],
            "2023",
            hidden_rows=[4],
            hidden_columns=["E"],
        ),
    )
    yield _book(
        "several columns for a list",
        [
            {
                "title": "Lieu nourricier",
                "project_leaders": ("Ville de Méricourt", "Asso Semis"),
                "themes": ("alimentation", "lien social"),
            },
            {"title": "Trame verte", "project_leaders": ("CABBALR",), "themes": ("nature",)},
        ],
        Sheet(
            [
                ["Projet", "Porteur 1", "Porteur 2", "Thématique 1", "Thématique 2", "Résumé"],
                [
                    "Lieu nourricier",
                    "Ville de Méricourt",
                    "Asso Semis",
                    "alimentation",
                    "lien social",
                    "x",
                ],
                ["Trame verte", "CABBALR", "", "nature", "", "y"],
            ]
        ),
    )
    yield _book(
        "one dossier on two rows",
        [
            {
                "title": "Canal à vélo",
                "project_leaders": ("CALL",),
                "partners": ("VNF", "Région"),
                "budget_amount": A(70000),
            },
            {
                "title": "Atelier",
                "project_leaders": ("Asso A",),
                "partners": ("CAF",),
                "budget_amount": A(8000),
            },
        ],
        Sheet(
            [
                ["Intitulé", "Porteur", "Partenaires", "Budget"],
                ["Canal à vélo", "CALL", "VNF", 70000],
                ["", "", "Région", ""],
                ["Atelier", "Asso A", "CAF", 8000],
            ],
            merged=["A2:A3", "B2:B3", "D2:D3"],
        ),
    )


def _headings() -> Iterator[Variant]:
    yield _book(
        "questions of a form",
        [
            {
                "title": "La recyclerie",
                "project_leaders": ("Régie de quartier",),
                "summary": "On répare, on revend.",
                "municipalities": ("Avion",),
                "budget_amount": A(61000),
                "contact_email": "r@example.org",
                "starts_on": D(2024, 1, 15),
            }
        ],
        Sheet(
            [
                [
                    "Horodateur",
                    "Quel est le nom de votre projet ?",
                    "Quelle structure porte le projet ?",
                    "Décrivez votre projet en quelques lignes",
                    "Dans quelle commune se situe-t-il ?",
                    "Quel est le budget total de votre projet (en euros) ?",
                    "Votre adresse mail",
                    "Quand le projet démarre-t-il ?",
                ],
                [
                    datetime(2023, 5, 2, 9, 41),
                    "La recyclerie",
                    "Régie de quartier",
                    "On répare, on revend.",
                    "Avion",
                    "61000",
                    "r@example.org",
                    "15/01/2024",
                ],
            ]
        ),
    )
    yield Variant(
        "terse",
        "terse.csv",
        csv_bytes(
            Sheet(
                [
                    [
                        "n°",
                        "PROJET",
                        "MOA",
                        "MOE",
                        "COMMUNE",
                        "INTERCO.",
                        "MT TOTAL",
                        "DEPOT",
                        "OBS",
                    ],
                    [
                        "1",
                        "GYMNASE",
                        "VILLE DE LOOS",
                        "ATELIER 9",
                        "LOOS",
                        "CALL",
                        "1 250 000",
                        "03/04/23",
                        "RAS",
                    ],
                    [
                        "2",
                        "MAISON SPORT-SANTÉ",
                        "CCAS",
                        "-",
                        "AVION",
                        "CALL",
                        "85 000",
                        "14/04/23",
                        "",
                    ],
                ]
            ),
            ";",
            "cp1252",
        ),
        [
            {
                "number": "1",
                "title": "GYMNASE",
                "project_leaders": ("VILLE DE LOOS",),
                "design_team": ("ATELIER 9",),
                "municipalities": ("LOOS",),
                "agglomeration": "CALL",
                "budget_amount": A(1250000),
                "received_on": D(2023, 4, 3),
            },
            {
                "number": "2",
                "title": "MAISON SPORT-SANTÉ",
                "project_leaders": ("CCAS",),
                "design_team": (),
                "municipalities": ("AVION",),
                "agglomeration": "CALL",
                "budget_amount": A(85000),
                "received_on": D(2023, 4, 14),
            },
        ],
    )
    yield _book(
        "budget beside other money, dates beside others",
        [
            {
                "title": "Pont des arts",
                "project_leaders": ("Ville de Béthune",),
                "budget_amount": A(300000),
                "received_on": D(2023, 2, 1),
                "starts_on": D(2023, 9, 1),
            },
            {
                "title": "Cité jardin",
                "project_leaders": ("Maisons & Cités",),
                "budget_amount": A(910000),
                "received_on": D(2023, 2, 3),
                "starts_on": D(2023, 10, 1),
            },
        ],
        Sheet(
            [
                [
                    "Date de la commission",
                    "Subvention demandée",
                    "Projets",
                    "Bénéficiaire",
                    "Montant HT du projet",
                    "% subventionné",
                    "Date d’arrivée du dossier",
                    "Date prévisionnelle de démarrage",
                    "Date de fin",
                ],
                [
                    D(2023, 6, 1),
                    50000,
                    "Pont des arts",
                    "Ville de Béthune",
                    300000,
                    0.16,
                    D(2023, 2, 1),
                    D(2023, 9, 1),
                    D(2024, 1, 1),
                ],
                [
                    D(2023, 6, 1),
                    90000,
                    "Cité jardin",
                    "Maisons & Cités",
                    910000,
                    0.1,
                    D(2023, 2, 3),
                    D(2023, 10, 1),
                    D(2024, 6, 1),
                ],
            ]
        ),
    )
    yield _book(
        "the heading lies",
        [
            {"title": "Terrils", "project_leaders": ("CPIE",), "summary": "Marcher."},
            {"title": "Fosse 3", "project_leaders": ("ALP",), "summary": "Visiter."},
            {"title": "Fosse 4", "project_leaders": ("Asso 4",), "summary": "Rester."},
        ],
        Sheet(
            [
                ["Action", "Organisme", "Budget", "Date de dépôt", "Descriptif"],
                ["Terrils", "CPIE", "fonctionnement", "complet", "Marcher."],
                ["Fosse 3", "ALP", "investissement", "complet", "Visiter."],
                ["Fosse 4", "Asso 4", "investissement", "incomplet", "Rester."],
            ]
        ),
    )
    yield _book(
        "typing mistakes",
        [
            {
                "title": "Rue aux enfants",
                "project_leaders": ("Ville de Lens",),
                "themes": ("jeu", "espace public"),
                "agglomeration": "CALL",
                "budget_amount": A(20000),
            },
            {
                "title": "Cantine bio",
                "project_leaders": ("Ville d’Hersin",),
                "themes": ("alimentation",),
                "agglomeration": "CABBALR",
                "budget_amount": A(35000),
            },
        ],
        Sheet(
            [
                [
                    "Intitullé du projet",
                    "Struture porteuse",
                    "Thématqiues",
                    "Aglomération",
                    "Budjet",
                ],
                ["Rue aux enfants", "Ville de Lens", "jeu, espace public", "CALL", "20 000€"],
                ["Cantine bio", "Ville d’Hersin", "alimentation", "CABBALR", "35 000€"],
            ]
        ),
    )


def _values() -> Iterator[Variant]:
    yield _book(
        "amounts in thousands",
        [
            {"title": "P1", "project_leaders": ("A",), "budget_amount": A(389000)},
            {"title": "P2", "project_leaders": ("B",), "budget_amount": A("2980000")},
            {"title": "P3", "project_leaders": ("C",), "budget_amount": A(12500)},
            {"title": "P4", "project_leaders": ("D",), "budget_amount": A(400000)},
        ],
        Sheet(
            [
                ["Titre", "Porteur", "Budget (k€)"],
                ["P1", "A", 389],
                ["P2", "B", "2,98 M€"],
                ["P3", "C", "12,5"],
                ["P4", "D", "400 000 €"],
            ]
        ),
    )
    yield _book(
        "lists that are not",
        [
            {
                "title": "Q1",
                "project_leaders": ("Ville de Lens",),
                "partners": ("Société Durand, Martin et fils (62, Lens)",),
                "key_figures": ("1/2 emploi", "3,5 ha"),
                "timeline": ("Études, concertation et dépôt du permis en 2023",),
            },
            {
                "title": "Q2",
                "project_leaders": ("CALL", "Ville d’Avion"),
                "partners": ("https://example.org/a;b", "CAF"),
                "key_figures": ("12 places",),
                "timeline": ("2023 : études", "2024 : travaux"),
            },
        ],
        Sheet(
            [
                ["Intitulé", "Porteurs", "Partenaires", "Chiffres clés", "Calendrier"],
                [
                    "Q1",
                    "Ville de Lens",
                    "Société Durand, Martin et fils (62, Lens)",
                    "1/2 emploi / 3,5 ha",
                    "Études, concertation et dépôt du permis en 2023",
                ],
                [
                    "Q2",
                    "CALL / Ville d’Avion",
                    "https://example.org/a;b / CAF",
                    "12 places",
                    "2023 : études\n2024 : travaux",
                ],
            ]
        ),
    )
    yield Variant(
        "month first",
        "month.csv",
        csv_bytes(
            Sheet(
                [
                    ["Title", "Project leader", "Received on", "Summary"],
                    ["R1", "A", "05/31/2023", "x"],
                    ["R2", "B", "06/13/2023", "y"],
                ]
            ),
            ",",
            "utf-8-sig",
        ),
        [
            {"title": "R1", "project_leaders": ("A",), "received_on": D(2023, 5, 31)},
            {"title": "R2", "project_leaders": ("B",), "received_on": D(2023, 6, 13)},
        ],
    )
    yield Variant(
        "void words",
        "void.ods",
        ods_bytes(
            [
                Sheet(
                    [
                        [
                            "Réf",
                            "Projet",
                            "Porteur",
                            "Partenaires",
                            "Budget",
                            "Site internet",
                            "Démarrage",
                        ],
                        ["a", "S1", "A", "aucun", "à définir", "néant", "NC"],
                        ["b", "S2", "B", "non renseigné", "?", "pas de site", "2024"],
                        ["c", "S3", "C", "/", "15000", "www.example.org", "septembre 2024"],
                    ]
                )
            ]
        ),
        [
            {
                "number": "a",
                "title": "S1",
                "project_leaders": ("A",),
                "partners": (),
                "budget_amount": "",
                "website": "",
                "starts_on": "",
            },
            {
                "number": "b",
                "title": "S2",
                "project_leaders": ("B",),
                "partners": (),
                "budget_amount": "",
                "starts_on": "",
            },
            {
                "number": "c",
                "title": "S3",
                "project_leaders": ("C",),
                "partners": (),
                "budget_amount": A(15000),
                "website": "www.example.org",
                "starts_on": "",
            },
        ],
    )


def _exports() -> Iterator[Variant]:
    heads = [
        "ID",
        "Email",
        "Entreprise raison sociale",
        "Archivé",
        "État du dossier",
        "Dernière mise à jour le",
    ]
    heads += [
        "Déposé le",
        "Passé en instruction le",
        "Traité le",
        "Motivation de la décision",
        "Instructeurs",
    ]
    fixed = ["false", "Accepté", "2023-05-01 10:00:00 +0200"]
    moved = ["2023-04-02 22:10:00 +0200", "", "", "", "i@example.org"]
    form = ["Titre du projet", "Thèmes", "Thèmes", "Coût (en €)", "Nature ; précision", "J’accepte"]
    yield Variant(
        "legal persons, homonyms, an old revision",
        "dossiers_x_2023-06-01_09-30.csv",
        csv_bytes(
            Sheet(
                [
                    [*heads, *form],
                    [
                        "101",
                        "a@example.org",
                        "SCOP LUMEN",
                        *fixed,
                        *moved,
                        "Lumen",
                        "",
                        "énergie, emploi",
                        "0",
                        "x;",
                        "on",
                    ],
                    [
                        "102",
                        "b@example.org",
                        "VILLE DE LENS",
                        *fixed,
                        *moved,
                        "Marché",
                        "",
                        "commerce",
                        "52000",
                        "x;y",
                        "off",
                    ],
                    [
                        "103",
                        "c@example.org",
                        "CCAS",
                        *fixed,
                        *moved,
                        "Lavoir",
                        "eau",
                        "",
                        "700",
                        "z;",
                        "on",
                    ],
                ]
            ),
            ",",
            "utf-8",
        ),
        [
            {
                "external_id": "101",
                "title": "Lumen",
                "project_leaders": ("SCOP LUMEN",),
                "themes": ("énergie", "emploi"),
                "budget_amount": "",
                "received_on": D(2023, 4, 2),
            },
            {
                "external_id": "102",
                "title": "Marché",
                "project_leaders": ("VILLE DE LENS",),
                "themes": ("commerce",),
                "budget_amount": A(52000),
                "received_on": D(2023, 4, 2),
            },
            {
                "external_id": "103",
                "title": "Lavoir",
                "project_leaders": ("CCAS",),
                "themes": (),
                "budget_amount": A(700),
                "received_on": D(2023, 4, 2),
            },
        ],
    )
    yield _book(
        "template with renamed headings, blocks beside",
        [
            {
                "external_id": "7001",
                "title": "Kiosque",
                "project_leaders": ("Asso K",),
                "received_on": D(2023, 3, 3),
                "funders": ("CAF", "Région"),
            },
            {
                "external_id": "7002",
                "title": "Serre",
                "project_leaders": ("SCIC S",),
                "received_on": D(2023, 3, 4),
                "funders": (),
            },
        ],
        Sheet(
            [
                [
                    "N° dossier",
                    "Adresse électronique",
                    "Statut",
                    "Date de dépôt",
                    "Traité le",
                    "Nom du projet",
                    "Porteur",
                ],
                [
                    7001,
                    "k@example.org",
                    "En instruction",
                    datetime(2023, 3, 3, 14, 3),
                    "",
                    "Kiosque",
                    "Asso K",
                ],
                [
                    7002,
                    "s@example.org",
                    "Accepté",
                    datetime(2023, 3, 4, 8, 0),
                    "",
                    "Serre",
                    "SCIC S",
                ],
            ],
            "Dossiers",
        ),
        Sheet(
            [
                ["Dossier ID", "Ligne", "Financeur", "Montant"],
                ["7001", 1, "CAF", 100],
                ["7001", 2, "Région", 200],
            ],
            "(7) Financement previsionn",
        ),
    )


def _other_layouts() -> Iterator[Variant]:
    yield _book(
        "a row of explanations under the headings",
        [
            {
                "title": "Bains",
                "project_leaders": ("Ville de Sains",),
                "budget_amount": A(12000),
                "received_on": D(2023, 5, 4),
            },
            {
                "title": "Moulin",
                "project_leaders": ("Asso Moulin",),
                "budget_amount": A(9000),
                "received_on": D(2023, 5, 9),
            },
        ],
        Sheet(
            [
                ["Intitulé du projet", "Porteur", "Coût total", "Date de dépôt", "Commentaire"],
                ["(texte libre)", "(nom complet)", "(en euros)", "(jj/mm/aaaa)", "(facultatif)"],
                ["Bains", "Ville de Sains", 12000, D(2023, 5, 4), ""],
                ["Moulin", "Asso Moulin", 9000, D(2023, 5, 9), "vu"],
            ]
        ),
    )
    yield _book(
        "name of the project under nom alone",
        [
            {"title": "Passerelle", "project_leaders": ("CALL",), "municipalities": ("Lens",)},
            {
                "title": "Halte fluviale",
                "project_leaders": ("VNF",),
                "municipalities": ("Béthune",),
            },
            {"title": "Quai vert", "project_leaders": ("CAHC",), "municipalities": ("Courrières",)},
        ],
        Sheet(
            [
                ["Nom", "Structure", "Ville", "Budget"],
                ["Passerelle", "CALL", "Lens", 1],
                ["Halte fluviale", "VNF", "Béthune", 2],
                ["Quai vert", "CAHC", "Courrières", 3],
            ]
        ),
    )
    yield _book(
        "two budgets and two communes",
        [
            {
                "title": "Four solaire",
                "project_leaders": ("SAS Four",),
                "municipalities": ("Mazingarbe",),
                "budget_amount": A(100000),
            },
            {
                "title": "Biogaz",
                "project_leaders": ("SEM",),
                "municipalities": ("Vermelles",),
                "budget_amount": A(200000),
            },
        ],
        Sheet(
            [
                [
                    "Projet",
                    "Porteur",
                    "Commune du porteur",
                    "Commune du projet",
                    "Coût HT",
                    "Subvention obtenue",
                    "Reste à charge",
                ],
                ["Four solaire", "SAS Four", "Paris", "Mazingarbe", 100000, 20000, 80000],
                ["Biogaz", "SEM", "Lille", "Vermelles", 200000, 50000, 150000],
            ]
        ),
    )
    yield _book(
        "a sheet for each agglomeration",
        [{"title": "Aire", "project_leaders": ("Z",), "summary": "un"}],
        Sheet([["Titre", "Porteur", "Résumé"], ["Aire", "Z", "un"]], "CALL"),
        Sheet([["Titre", "Porteur", "Résumé"], ["Onde", "Y", "deux"]], "CAHC"),
    )
    yield Variant(
        "titles above a csv, sums without a word",
        "haut.csv",
        csv_bytes(
            Sheet(
                [
                    ["Label ; liste des dossiers", "", "", "", ""],
                    ["", "", "", "", ""],
                    ["Dossier n°", "Opération", "Maîtrise d'ouvrage", "Montant (€ HT)", "Arrivée"],
                    ["23-01", "École bois", "Ville de Bully", "1 450 000", "02/05/2023"],
                    ["23-02", "Crèche", "Ville de Wingles", "980 000", "03/05/2023"],
                    ["", "", "", "2 430 000", ""],
                ]
            ),
            ";",
            "cp1252",
        ),
        [
            {
                "number": "23-01",
                "title": "École bois",
                "project_leaders": ("Ville de Bully",),
                "budget_amount": A(1450000),
                "received_on": D(2023, 5, 2),
            },
            {
                "number": "23-02",
                "title": "Crèche",
                "project_leaders": ("Ville de Wingles",),
                "budget_amount": A(980000),
                "received_on": D(2023, 5, 3),
            },
        ],
    )
    yield _book(
        "numbered lines kept for later, refused dossiers below",
        [
            {
                "number": "1",
                "title": "Tiers-lieu",
                "project_leaders": ("Asso T",),
                "themes": ("ESS", "travail"),
            },
            {
                "number": "2",
                "title": "Ludothèque",
                "project_leaders": ("CCAS",),
                "themes": ("jeu",),
            },
            {
                "number": "3",
                "title": "Circuit",
                "project_leaders": ("Moto-club",),
                "themes": ("sport",),
            },
        ],
        Sheet(
            [
                ["N°", "Intitulé du dossier", "Porteur du dossier", "Domaine(s)"],
                [1, "Tiers-lieu", "Asso T", "ESS / travail"],
                [2, "Ludothèque", "CCAS", "jeu"],
                ["Dossiers refusés", "", "", ""],
                [3, "Circuit", "Moto-club", "sport"],
                [4, "", "", ""],
                [5, "", "", ""],
            ]
        ),
    )


def _other_values() -> Iterator[Variant]:
    amounts = {
        "1 250 K€": A(1250000),
        "2 M€ HT": A(2000000),
        "12.500,50": A("12500.5"),
        "1,2M€": A(1200000),
        "450 000,00": A(450000),
        "€ 450 000": A(450000),
        "450000€ TTC": A(450000),
        "0,5 M€": A(500000),
        "entre 100 et 200 k€": "",
        "1 000 000 + 200 000": "",
        "25 %": "",
        "1 million": A(1000000),
        "gratuit": "",
        "300 000 € sur 3 ans": "",
    }
    yield _book(
        "amounts of every kind",
        [
            {"title": f"T{n}", "project_leaders": ("X",), "budget_amount": value}
            for n, value in enumerate(amounts.values())
        ],
        Sheet(
            [
                ["Titre", "Porteur", "Budget prévisionnel"],
                *([f"T{n}", "X", text] for n, text in enumerate(amounts)),
            ]
        ),
    )
    days = {
        "31/05/23 à 10h": D(2023, 5, 31),
        "le 31 mai": "",
        "mai 2023": "",
        "2023/05/31": D(2023, 5, 31),
        "31.05.23": D(2023, 5, 31),
        "31-05-2023": D(2023, 5, 31),
        "1 er juin 2023": D(2023, 6, 1),
        "lundi 5 juin 2023": D(2023, 6, 5),
        "05/2023": "",
        "31/05/2023 puis complété le 12/06/2023": "",
        "30/02/2023": "",
        "Reçu le 31/05/2023": D(2023, 5, 31),
        "31 mai 2023 par courriel": D(2023, 5, 31),
    }
    yield _book(
        "dates of every kind",
        [
            {"title": f"T{n}", "project_leaders": ("X",), "received_on": value}
            for n, value in enumerate(days.values())
        ],
        Sheet(
            [
                ["Titre", "Porteur", "Date de réception"],
                *([f"T{n}", "X", text] for n, text in enumerate(days)),
            ]
        ),
    )
    yield _book(
        "contacts and lists",
        [
            {
                "title": "U1",
                "project_leaders": ("Ville de Lens et CALL",),
                "contact_phone": "03 21 11 22 33",
                "contact_email": "u@example.org",
                "partners": ("CAF", "Région", "ADEME"),
            },
            {
                "title": "U2",
                "project_leaders": ("Ville d’Aix-Noulette",),
                "contact_phone": "03 21 11 22 34",
                "contact_email": "v@example.org",
                "partners": ("Les amis du parc",),
            },
            {
                "title": "U3",
                "project_leaders": ("CABBALR", "Ville de Bruay"),
                "contact_phone": "03 21 11 22 35",
                "contact_email": "w@example.org",
                "partners": ("EPF", "Maisons & Cités"),
            },
        ],
        Sheet(
            [
                [
                    "Projet",
                    "Porteur",
                    "Tél. fixe",
                    "Tél. portable",
                    "Courriel du porteur",
                    "Partenaires engagés",
                    "Nom du contact",
                ],
                [
                    "U1",
                    "Ville de Lens et CALL",
                    "03.21.11.22.33",
                    "0600000000",
                    "u@example.org",
                    "1) CAF\n2) Région\n3) ADEME",
                    "Prénom Nom",
                ],
                [
                    "U2",
                    "Ville d’Aix-Noulette",
                    "0321112234",
                    600000000,
                    "mailto:v@example.org",
                    "Les amis du parc",
                    "Autre Nom",
                ],
                [
                    "U3",
                    "CABBALR ; Ville de Bruay",
                    "(03) 21 11 22 35",
                    "",
                    "w@example.org",
                    "- EPF\n- Maisons & Cités",
                    "",
                ],
            ]
        ),
    )


def _town_halls() -> Iterator[Variant]:
    """The fourth batch: lists without spaces, headings of offices, amounts in other units."""
    yield _book(
        "slashes without spaces",
        [
            {
                "number": "1",
                "title": "Réhabilitation de la fosse 7",
                "project_leaders": ("Ville d’Avion",),
                "agglomeration": "CALL",
                "municipalities": ("Lens", "Loos-en-Gohelle"),
                "budget_amount": A(1250000),
                "received_on": D(2024, 3, 12),
                "starts_on": D(2024, 9, 2),
                "contact_email": "fosse@example.org",
                "contact_phone": "03 21 00 00 01",
            },
            {
                "number": "2",
                "title": "Ferme/école du Pont",
                "project_leaders": ("SIVOM du Bruaysis",),
                "agglomeration": "CABBALR",
                "municipalities": ("Houdain", "Divion", "Bruay-la-Buissière"),
                "budget_amount": A(98000),
                "received_on": D(2024, 3, 14),
                "starts_on": D(2025, 1, 6),
                "contact_email": "ferme@example.org",
                "contact_phone": "03 21 00 00 02",
            },
        ],
        Sheet(
            [
                ["Appel 2024"],
                [],
                [
                    "N°",
                    "Nom de l'opération",
                    "Maître d'ouvrage de l'opération",
                    "Comm. d'agglo",
                    "Communes concernées",
                    "Coût prévisionnel TTC",
                    "Dépôt le",
                    "Démarrage prévu",
                    "Courriel du référent",
                    "Tél. référent",
                ],
                [
                    "1",
                    "Réhabilitation de la fosse 7",
                    "Ville d’Avion",
                    "CALL",
                    "Lens/Loos-en-Gohelle",
                    "1 250 000 €",
                    "12/03/2024",
                    "02/09/2024",
                    "fosse@example.org",
                    "03 21 00 00 01",
                ],
                [
                    "2",
                    "Ferme/école du Pont",
                    "SIVOM du Bruaysis",
                    "CABBALR",
                    "Houdain/Divion/Bruay-la-Buissière",
                    "98 k€",
                    "14/03/2024",
                    "06/01/2025",
                    "ferme@example.org",
                    "03 21 00 00 02",
                ],
            ]
        ),
    )
    yield _book(
        "an English office",
        [
            {
                "title": "Canal path",
                "project_leaders": ("Béthune town council",),
                "municipalities": ("Béthune", "Beuvry"),
                "contact_email": "canal@example.org",
                "contact_phone": "03 21 00 00 03",
                "website": "https://canal.example.org",
                "budget_amount": A("1250000.5"),
                "received_on": D(2024, 3, 25),
            },
            {
                "title": "Slag heap park",
                "project_leaders": ("Green Heaps",),
                "municipalities": ("Harnes",),
                "contact_email": "heap@example.org",
                "contact_phone": "03 21 00 00 04",
                "website": "https://heap.example.org",
                "budget_amount": A(64000),
                "received_on": D(2024, 4, 2),
            },
        ],
        Sheet(
            [
                [
                    "Project name",
                    "Lead organisation",
                    "Towns",
                    "Email",
                    "Phone",
                    "Website",
                    "Total cost (EUR)",
                    "Submission date",
                ],
                [
                    "Canal path",
                    "Béthune town council",
                    "Béthune, Beuvry",
                    "canal@example.org",
                    "03 21 00 00 03",
                    "https://canal.example.org",
                    "1,250,000.50",
                    "25 March 2024",
                ],
                [
                    "Slag heap park",
                    "Green Heaps",
                    "Harnes",
                    "heap@example.org",
                    "03 21 00 00 04",
                    "https://heap.example.org",
                    "64,000.00",
                    "2 April 2024",
                ],
            ]
        ),
    )
    yield _book(
        "thousands of euros",
        [
            {
                "number": "A-07",
                "title": "Vélo pour tous",
                "project_leaders": ("Droit au vélo",),
                "leader_type": "Association loi 1901",
                "themes": ("Mobilité", "Énergie"),
                "partners": ("CPIE", "CAF"),
                "funders": ("Région", "ADEME"),
                "budget_amount": A(389000),
                "received_on": D(2024, 2, 29),
            },
            {
                "number": "A-08",
                "title": "Cantine locale",
                "project_leaders": ("Ville de Sallaumines",),
                "leader_type": "Commune",
                "themes": ("Alimentation",),
                "partners": ("Chambre d’agriculture",),
                "funders": ("Département",),
                "budget_amount": A("54500"),
                "received_on": D(2024, 3, 1),
            },
        ],
        Sheet(
            [
                [
                    "Réf.",
                    "Libellé du projet",
                    "Structure",
                    "Statut juridique",
                    "Thématique(s)",
                    "Partenaires associés",
                    "Financeurs sollicités",
                    "Budget (en k€)",
                    "Date de réception du dossier",
                ],
                [
                    "A-07",
                    "Vélo pour tous",
                    "Droit au vélo",
                    "Association loi 1901",
                    "Mobilité ; Énergie",
                    "CPIE\nCAF",
                    "Région, ADEME",
                    389,
                    D(2024, 2, 29),
                ],
                [
                    "A-08",
                    "Cantine locale",
                    "Ville de Sallaumines",
                    "Commune",
                    "Alimentation",
                    "Chambre d’agriculture",
                    "Département",
                    54.5,
                    D(2024, 3, 1),
                ],
                ["TOTAL", "2 projets", "", "", "", "", "", 443.5, ""],
            ]
        ),
    )
    yield _book(
        "headings that instruct",
        [
            {
                "title": "Jardin des Cheminots",
                "project_leaders": ("Les Cheminots",),
                "budget_amount": A(23000),
                "starts_on": D(2024, 5, 1),
                "contact_role": "Trésorière",
                "contact_email": "jardin@example.org",
                "contact_phone": "03 21 00 00 09",
                "site_address": "12 rue du Dépôt, 62300 Lens",
                "website": "https://jardin.example.org",
                "summary": "Un jardin sur une ancienne voie.",
                "needs": "Aide au montage du dossier FEDER.",
                "design_team": ("Atelier Rail",),
                "timeline": ("2024 : études", "2025 : travaux"),
                "key_figures": ("40 parcelles", "2 ha"),
            },
        ],
        Sheet(
            [
                [
                    "Intitulé de votre projet *",
                    "Qui porte le projet ?",
                    "Montant total du projet (en €, TTC)",
                    "Date de début (jj/mm/aaaa)",
                    "Fonction du contact",
                    "Adresse mail de contact",
                    "N° de téléphone (portable ou fixe)",
                    "Adresse du site du projet",
                    "Site internet (s'il existe)",
                    "Résumé (1000 signes max.)",
                    "Besoins exprimés / accompagnement attendu",
                    "Équipe de maîtrise d'œuvre",
                    "Calendrier prévisionnel",
                    "Chiffres clés",
                ],
                [
                    "Jardin des Cheminots",
                    "Les Cheminots",
                    "23.000,00",
                    "1er mai 2024",
                    "Trésorière",
                    "jardin@example.org",
                    321000009,
                    "12 rue du Dépôt, 62300 Lens",
                    "https://jardin.example.org",
                    "Un jardin sur une ancienne voie.",
                    "Aide au montage du dossier FEDER.",
                    "Atelier Rail",
                    "2024 : études\n2025 : travaux",
                    "40 parcelles\n2 ha",
                ],
            ]
        ),
    )
