"""Where villages of the demo world lie, about: real geography to some hundred metres."""

#: Town: names of its places with latitude and longitude. The first is the town itself.
PLACES: dict[str, tuple[tuple[str, float, float], ...]] = {
    "soemmerda": (
        ("", 51.1614, 11.1176), ("Frohndorf", 51.183, 11.196), ("Leubingen", 51.197, 11.171),
        ("Orlishausen", 51.147, 11.203), ("Rohrborn", 51.129, 11.094),
        ("Schallenburg", 51.1408, 11.0828), ("Schillingstedt", 51.227, 11.209),
        ("Stödten", 51.188, 11.139), ("Tunzenhausen", 51.187, 11.071),
        ("Wenigensömmern", 51.155, 11.081),
    ),
    "buttstaedt": (
        ("", 51.1215, 11.4167), ("Ellersleben", 51.124, 11.297),
        ("Eßleben-Teutleben", 51.155, 11.456), ("Großbrembach", 51.119, 11.334),
        ("Guthmannshausen", 51.143, 11.353), ("Hardisleben", 51.154, 11.424),
        ("Kleinbrembach", 51.097, 11.345), ("Mannstedt", 51.149, 11.377),
        ("Olbersleben", 51.141, 11.323), ("Rudersdorf", 51.131, 11.485),
    ),
    "kindelbrueck": (
        ("", 51.2594, 11.0894), ("Bilzingsleben", 51.281, 11.068), ("Düppel", 51.279, 11.098),
        ("Frömmstedt", 51.245, 11.116), ("Kannawurf", 51.270, 11.143),
        ("Riethgen", 51.238, 11.119),
    ),
    "straussfurt": (
        ("", 51.1640, 10.9890), ("Henschleben", 51.151, 10.946), ("Vehra", 51.149, 10.934),
    ),
    "rastenberg": (
        ("", 51.1761, 11.4192), ("Bachra", 51.205, 11.408), ("Roldisleben", 51.186, 11.374),
        ("Rothenberga", 51.213, 11.387), ("Schafau", 51.198, 11.377),
    ),
}  # fmt: skip
#: Area codes, for telephone numbers that nobody has.
CODES = {
    "soemmerda": "03634", "buttstaedt": "036373", "kindelbrueck": "036375",
    "straussfurt": "036376", "rastenberg": "036377", "wundersleben": "036376",
}  # fmt: skip
