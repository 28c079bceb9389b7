"""What the invented mailings say, in both languages. All invented."""

BALLOT_NOTICE = {
    "subject_en": "Your ballot paper is on its way", "subject_cy": "Mae eich papur pleidleisio ar ei ffordd",
    "salutation_en": "Dear ((full_name))", "salutation_cy": "Annwyl ((full_name))",
    "body_en": (
        "Your ballot paper for **((contest))** goes out soon.\n\n"
        "The ballot closes: ((ballot_close)). A paper that comes later cannot be counted.\n\n"
        "((?branch)) Your branch on our list is ((branch))."
    ),
    "body_cy": (
        "Caiff eich papur pleidleisio ar gyfer **((contest))** ei anfon cyn hir.\n\n"
        "Mae’r bleidlais yn cau: ((ballot_close)). Ni ellir cyfrif papur sy’n cyrraedd wedyn.\n\n"
        "((?branch)) Eich cangen ar ein rhestr yw ((branch))."
    ),
    "valediction_en": "Yours sincerely", "valediction_cy": "Yn gywir", "signatory": "Rhian Returning-Example",
    "signatory_title_en": "Returning officer", "signatory_title_cy": "Swyddog canlyniadau", "reply_to": "returning-officer@demo.example",
    "promoter_name": "Sample Party", "promoter_address": "1 Invented Street\nLLANSAMPL CF98 1AA",
}  # fmt: skip

COUNCIL_LETTER = {
    "subject_en": "Why we recommend Nia Pugh-Example", "subject_cy": "Pam rydym yn argymell Nia Pugh-Example",
    "salutation_en": "Dear ((first_name))", "salutation_cy": "Annwyl ((first_name))",
    "body_en": (
        "((endorser)) met, heard every candidate for **((contest))**, and voted unanimously to recommend Nia Pugh-Example.\n\n"
        "We ask you to consider three things:\n\n"
        "- she answers letters, even invented ones\n- she has sat on an imaginary board for nine years\n"
        "- she reads the minutes before the meeting\n\n"
        "((?branch)) Members of ((branch)) asked us most about buses that do not exist. So did Nia.\n\n"
        "Your ballot paper comes by post. It must be back by: ((ballot_close))."
    ),
    "body_cy": (
        "Cyfarfu ((endorser)), clywodd bob ymgeisydd ar gyfer **((contest))**, a phleidleisiodd yn unfrydol i argymell "
        "Nia Pugh-Example.\n\n"
        "Gofynnwn ichi ystyried tri pheth:\n\n"
        "- mae hi’n ateb llythyrau, hyd yn oed rhai dychmygol\n- mae hi wedi eistedd ar fwrdd dychmygol ers naw mlynedd\n"
        "- mae hi’n darllen y cofnodion cyn y cyfarfod\n\n"
        "((?branch)) Aelodau ((branch)) a ofynnodd fwyaf inni am fysiau nad ydynt yn bod. Felly hefyd Nia.\n\n"
        "Daw eich papur pleidleisio drwy’r post. Rhaid iddo fod yn ôl erbyn: ((ballot_close))."
    ),
    "quote_en": "I would rather be asked a hard question than be thanked for an easy answer.",
    "quote_cy": "Byddai’n well gennyf gael cwestiwn anodd na diolch am ateb hawdd.",
    "valediction_en": "Yours in co-operation", "valediction_cy": "Yr eiddoch mewn cydweithrediad", "signatory": "Mair Invented",
    "signatory_title_en": "Chair, Sample Bay Party Council", "signatory_title_cy": "Cadeirydd, Cyngor Plaid Bae Sampl",
    "enclosures_en": "A leaflet that does not exist", "enclosures_cy": "Taflen nad yw’n bod",
    "sender": "Sample Bay Party Council\nCyngor Plaid Bae Sampl\n1 Placeholder Avenue\nLLANSAMPL\nCF98 1AB",
    "promoter_name": "Mair Invented", "promoter_address": "1 Placeholder Avenue\nLLANSAMPL CF98 1AB",
    "promoted_for": "Sample Bay Party Council", "printer": "Invented Printers of Llansampl\n2 Specimen Lane, LLANSAMPL CF98 1AC",
}  # fmt: skip

NIA_EMAIL = {
    "subject_en": "Why I am standing", "subject_cy": "Pam rwy’n sefyll",
    "salutation_en": "Dear ((first_name))", "salutation_cy": "Annwyl ((first_name))",
    "body_en": (
        "I am standing for **((contest))**, and I would like your vote.\n\n"
        "Tell me what matters in ((council)): [write to me](mailto:candidate@demo.example).\n\n"
        "The ballot closes: ((ballot_close))."
    ),
    "body_cy": (
        "Rwy’n sefyll ar gyfer **((contest))**, a hoffwn gael eich pleidlais.\n\n"
        "Dywedwch wrthyf beth sy’n bwysig yn ((council)): [ysgrifennwch ataf](mailto:candidate@demo.example).\n\n"
        "Mae’r bleidlais yn cau: ((ballot_close))."
    ),
    "valediction_en": "With thanks", "valediction_cy": "Gyda diolch", "signatory": "Nia Pugh-Example",
    "signatory_title_en": "Candidate", "signatory_title_cy": "Ymgeisydd", "reply_to": "candidate@demo.example",
    "promoter_name": "Aled Agent-Example", "promoter_address": "3 Example Road\nLLANSAMPL CF98 1AD", "promoted_for": "Nia Pugh-Example",
}  # fmt: skip

RIVAL_EMAIL = {
    "subject_en": "From Gwyn", "salutation_en": "Dear ((first_name))", "salutation_cy": "Annwyl ((first_name))",
    "body_en": "I hope to have your vote in **((contest))**.\n\nThe Welsh text is still being translated.",
    "valediction_en": "Best wishes", "valediction_cy": "Cofion gorau", "signatory": "Gwyn ap Sample",
}
