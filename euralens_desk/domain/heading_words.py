"""The words offices put at the head of their columns (DOMAIN 1.6, 4.2): data for ``headings``."""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("; "))


HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": _words(
        "réf dossier; référence; numéro de dossier; n° dossier; n° de dossier; réf; "
        "référence du dossier; référence interne; réf interne; code dossier; code projet; "
        "n° projet; numéro du projet; référence du projet; réf projet; n° de candidature; "
        "numéro de candidature; référence candidature; réf candidature; n° référence; "
        "n° de référence; reference number"
    ),
    "external_id": _words(
        "id; dossier id; identifiant; id démarche; n° démarche; identifiant externe; "
        "id externe; numéro démarches simplifiées; n° démarches simplifiées; n° ds; numéro ds; "
        "id ds; dossier ds; n° dossier ds; submission id"
    ),
    "title": _words(
        "intitulé du projet; intitulé; nom du projet; titre du projet; titre; projet; "
        "intitulé nom du projet; dénomination du projet; dénomination; désignation; "
        "désignation du projet; appellation du projet; libellé; libellé du projet; "
        "libellé de l’opération; intitulé de l’opération; intitulé de l’action; "
        "nom de l’opération; nom de l’action; opération; nom du dossier; intitulé du dossier; "
        "titre du dossier; intitulé de la candidature; nom de la candidature; "
        "titre de la candidature; quel est le nom de votre projet; "
        "quel est le titre de votre projet; titre court; comment s’appelle votre projet; "
        "project title; project name; project; title"
    ),
    "project_leaders": _words(
        "quelle structure porte le projet; qui porte le projet; porteuse du projet; "
        "structure portant le projet; porteur du projet; porteur de projet; porteur; "
        "structure porteuse; nom du porteur; nom du porteur de projet; maître d’ouvrage; "
        "maître d’ouvrage de l’opération; maîtrise d’ouvrage de l’opération; moa de l’opération; "
        "porteur de l’opération; maîtrise d’ouvrage; moa; organisme porteur; organisme; structure; "
        "nom de la structure; porteur structure porteuse; porteur structure; "
        "nom de la structure porteuse; structure porteuse ou maître d’ouvrage; candidat; "
        "structure candidate; organisme candidat; nom du candidat; porté par; demandeur; "
        "bénéficiaire; pétitionnaire; co porteur; raison sociale; raison sociale du porteur; "
        "entreprise raison sociale; dénomination de la structure; nom de l’organisme; "
        "collectivité porteuse; collectivité ou structure porteuse; entité porteuse; "
        "chef de file; project leader; lead organisation; applicant; organisation"
    ),
    "leader_type": _words(
        "type de porteur; type de structure; type d’organisme; type de porteur de projet; "
        "type de structure porteuse; type de candidat; type; statut juridique; "
        "statut du porteur; nature du porteur; nature de la structure; catégorie de porteur; "
        "forme juridique du porteur; forme juridique"
    ),
    "themes": _words(
        "thématique; thème; thématiques du projet; thématique abordée; thème abordé; domaine; "
        "domaine d’action; domaine d’intervention; domaine du projet; champ d’action; "
        "champ thématique; axe thématique; mot clé; sujet; topics"
    ),
    "partners": _words(
        "partenaires et soutiens; partenaires; partenaires du projet; partenariats; "
        "partenariat engagé; soutiens; soutiens et partenaires; partenaires associés; "
        "partenaires mobilisés; partenaires impliqués; partenaires techniques et financiers; "
        "structures partenaires; acteurs associés; partners"
    ),
    "funders": _words(
        "financeurs; cofinanceurs; co financeurs; partenaires financiers; financements; "
        "cofinancements; sources de financement; origine des financements; financeurs publics; "
        "financeurs sollicités; funders"
    ),
    "design_team": _words(
        "maîtrise d’œuvre; maître d’œuvre; équipe de maîtrise d’œuvre; moe; architecte; "
        "architectes et bureaux d’études; équipe de conception; concepteurs; design team"
    ),
    "location": _words(
        "localisation; lieu; localisation du projet; lieu du projet; lieu d’implantation; "
        "implantation; situation; situation géographique; localisation géographique; "
        "site d’implantation; emplacement; où se situe le projet; secteur; location"
    ),
    "municipalities": _words(
        "dans quelle commune; dans quelle commune se situe t il; commune; communes concernées; "
        "commune du projet; commune d’implantation; commune de réalisation; "
        "commune de localisation; ville; ville du projet; ville d’implantation; municipality; "
        "municipalities; town; towns"
    ),
    "area_of_action": _words(
        "périmètre d’action; périmètre; périmètre d’intervention; périmètre géographique; "
        "périmètre du projet; échelle; échelle territoriale; échelle d’intervention; "
        "échelle d’action; territoire d’action; territoire; territoire concerné; "
        "territoire d’intervention; zone d’action; zone d’intervention; rayonnement; "
        "aire d’influence"
    ),
    "agglomeration": _words(
        "agglo concernée; agglo; agglomération; epci; epci concerné; epci de rattachement; "
        "intercommunalité; interco; agglomération concernée; agglo de rattachement; "
        "agglo epci; epci agglo; communauté d’agglomération; communauté; "
        "communauté de communes ou d’agglomération; ca; comm d’agglo; com d’agglo; "
        "communauté d’agglo; comm agglo; com agglo"
    ),
    "key_figures": _words(
        "chiffres clés; chiffre clé; quelques chiffres; données clés; données chiffrées; "
        "chiffres; en chiffres; le projet en chiffres; indicateurs; indicateurs clés; "
        "éléments chiffrés; key figures"
    ),
    "timeline": _words(
        "calendrier du projet; calendrier; planning; échéancier; calendrier prévisionnel; "
        "calendrier de réalisation; calendrier de mise en œuvre; phasage; étapes; "
        "étapes du projet; grandes étapes; échéances; timeline; schedule"
    ),
    "summary": _words(
        "de quoi s’agit il; en quoi consiste le projet; résumé; résumé du projet; description; "
        "description du projet; descriptif; descriptif du projet; description succincte; "
        "descriptif sommaire; présentation du projet; présentation; présentation synthétique; "
        "présentation succincte; synthèse; synthèse du projet; pitch; "
        "le projet en quelques mots; le projet en quelques lignes; présentez votre projet; "
        "décrivez votre projet; objet; objet du projet; contenu du projet; abstract; summary"
    ),
    "needs": _words(
        "besoins; besoins exprimés; besoins du porteur; attentes; attentes du porteur; "
        "besoins et attentes; besoins d’accompagnement; accompagnement attendu; "
        "accompagnement souhaité; accompagnement demandé; needs"
    ),
    "contact_role": _words(
        "contact fonction; fonction du contact; fonction; fonction dans la structure; "
        "fonction au sein de la structure; fonction du porteur; fonction du référent; "
        "fonction du responsable; qualité du contact; poste; poste occupé; "
        "fonction de l’interlocuteur"
    ),
    "contact_email": _words(
        "courriel; mail; e mail; email; email du contact; email de contact; mail du contact; "
        "mail de contact; e mail de contact; contact mail; contact email; contact courriel; "
        "adresse mail; adresse e mail; adresse email; adresse courriel; adresse de messagerie; "
        "adresse électronique; courrier électronique; courriel du contact; "
        "courriel du porteur; courriel de la structure; mail du porteur; mél"
    ),
    "contact_phone": _words(
        "téléphone; tél; tel fixe; téléphone fixe; téléphone du contact; téléphone de contact; "
        "téléphone du porteur; téléphone de la structure; contact téléphone; contact tél; "
        "numéro de téléphone; n° de téléphone; n° tél; coordonnées téléphoniques; phone"
    ),
    "site_address": _words(
        "adresse du site; adresse; adresse du projet; adresse d’implantation; adresse du lieu; "
        "adresse postale; adresse postale du site; adresse d’exécution"
    ),
    "website": _words(
        "site internet; site web; site; url; lien internet; lien web; lien; adresse internet; "
        "adresse web; page web; adresse du site internet; adresse du site web; website"
    ),
    "budget_amount": _words(
        "combien coûte le projet; quel est le coût total; mt opération; prix de revient; "
        "budget total; budget; coût total; coût; montant total; montant; coût du projet; "
        "budget prévisionnel; coût prévisionnel; coût total prévisionnel; "
        "coût total de l’opération; coût de l’opération; montant de l’opération; "
        "montant prévisionnel; coût total du projet; montant du projet; "
        "montant total du projet; budget du projet; budget total du projet; budget global; "
        "coût global; enveloppe; enveloppe financière; enveloppe budgétaire; assiette; "
        "montant des travaux; budget estimé; coût estimé; coût estimatif; montant estimatif; "
        "total budget; total cost; project cost; cost"
    ),
    "received_on": _words(
        "date de réception; reçu le; déposé le; date de dépôt; date du dépôt; réception; "
        "dépôt; dossier reçu le; dossier déposé le; dépôt du dossier; date d’arrivée; "
        "arrivé le; arrivée; date dépôt; date d’envoi; date de candidature; "
        "date de soumission; reçue le; transmis le; submitted at; submitted on; "
        "submission date; date submitted; date received; received on; horodateur"
    ),
    "starts_on": _words(
        "quand le projet démarre t il; quand commence le projet; date de début envisagée; "
        "date de commencement; date de démarrage; date de début; date de lancement; "
        "début du projet; démarrage; démarrage du projet; lancement; lancement du projet; "
        "début; début des travaux; démarrage des travaux; date de démarrage prévue; "
        "date de début des travaux; start date"
    ),
}
"""The variants of each field; the first columns listed win over looser ones."""

UNSURE_HEADINGS: Mapping[str, str] = {
    **{"n°": "number", "numéro": "number", "code": "number"},
    **{"qui": "project_leaders", "où": "location", "combien": "budget_amount"},
    "quand": "timeline",
}
"""Words that name a field only when nothing better does."""

PERSONAL_WORDS = _words(
    "civilité; nom; prénom; nom prénom; prénom nom; nom et prénom; nom du contact; "
    "prénom du contact; contact nom; contact prénom; nom et prénom du contact; nom du référent; "
    "nom du responsable; nom du demandeur; prénom du demandeur; nom du mandataire; "
    "prénom du mandataire; nom du représentant; représentant légal; nom du représentant légal; "
    "prénom du représentant légal; représentant; date de naissance; lieu de naissance; "
    "adresse personnelle; adresse du domicile; domicile; instructeurs; instructeur; expert; "
    "experts; contact; contacts; personne contact; personne à contacter; personne référente; "
    "interlocuteur; interlocutrice; référent; référente; responsable; responsable du projet; "
    "responsable légal; chef de projet; cheffe de projet; chargé de mission; chargé de projet; "
    "signataire; nom du signataire; élu référent; nom de l’élu; nom du maire; nom du président; "
    "suivi par; dossier suivi par; agent instructeur; portable; mobile; gsm; tél portable; "
    "tél mobile; téléphone portable; téléphone mobile; numéro de portable; portable du contact; "
    "téléphone personnel; tél perso; tél personnel; mail perso; mail personnel; email personnel; "
    "courriel personnel; mobile du contact; contact name"
)
"""Columns about a person that the work does not need: proposed as not imported."""

FILLERS = frozenset(
    (
        *("de", "du", "des", "d", "la", "le", "les", "l", "un", "une", "en", "et", "ou", "a"),
        *("au", "aux", "votre", "vos", "notre", "nos", "ce", "cet", "cette", "son", "sa", "ses"),
        *("pour", "par", "sur", "dans", "quel", "quelle", "quelles", "quels", "est", "sont", "il"),
        *("que", "qui", "se", "s", "e", "es", "euse", "rice", "trice", "concerne", "concernee"),
        *("precise", "precis", "principal", "principale", "eventuel", "eventuelle", "complet"),
        *("complete", "candidat", "label", "euralens", "the", "of"),
    )
)
"""Words, without accents, that change nothing to what a heading names."""

NOTES = frozenset(
    (
        *("fictif", "ttc", "ht", "eur", "euro", "euros", "k", "keur", "meur", "ke", "me"),
        *("obligatoire", "facultatif", "optionnel", "maxi", "max", "jj", "mm", "aaaa", "aa"),
        *("champ", "requis", "milliers", "millions", "jjmmaaaa"),
    )
)
"""Units and reminders that a heading carries."""

TELLING_BRACKETS = frozenset(
    (
        *("code", "insee", "departement", "siret", "siren", "region", "adresse", "nom", "prenom"),
        *("fonction", "mail", "courriel", "email", "telephone", "tel", "oui", "non", "date"),
        *("nombre", "nb", "type", "annee", "statut", "pourcentage", "taux", "montant"),
    )
)
"""Words in brackets that make a heading name something else."""

OTHER_THINGS = frozenset(
    (
        *("code", "insee", "siret", "siren", "oui", "non", "nombre", "nb", "avis", "etat", "taux"),
        *("part", "pourcentage", "observation", "commentaire", "remarque", "signature", "annee"),
        *("decision", "note", "statut", "numero", "n", "demande", "demandee", "sollicite"),
        *("sollicitee", "subvention", "accorde", "accordee", "fin", "deja", "engagement", "age"),
        *("attestation", "piece", "fichier", "document", "modification", "jour", "complement"),
        *("autofinancement", "dont", "reste", "acquis", "pourquoi", "comment", "sub", "date"),
        *("type", "nature", "comite", "visite", "presentation", "perso", "personnel"),
        *("personnelle", "prive", "privee", "departement", "region", "tiers", "naissance"),
        *("siege", "mandataire", "instruction", "facture", "convention", "validation"),
    )
)
"""Words, singular and without accents, beside which a known word does not name its field."""

SHORT_WORDS: Mapping[str, str] = {
    "mt": "montant",
    "mtt": "montant",
    "mnt": "montant",
    "tot": "total",
    "prev": "previsionnel",
    "ref": "reference",
    "struct": "structure",
    "org": "organisme",
    "desc": "description",
    "descr": "description",
    "pres": "presentation",
    "cne": "commune",
    "cnes": "commune",
    "them": "thematique",
    "tph": "telephone",
    "telephonique": "telephone",
    "num": "numero",
    "op": "operation",
    "intit": "intitule",
    "parten": "partenaire",
    "recep": "reception",
    "dem": "demarrage",
    "fct": "fonction",
    "loc": "localisation",
    "perim": "perimetre",
    "cal": "calendrier",
    "trx": "travaux",
    "tvx": "travaux",
}
"""What offices cut short in narrow columns."""
