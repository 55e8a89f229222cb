"""Names of money that several countries share: "kr", "Rs.", "pesos", "元"."""

# Each group: the currency by country, and the one meant where no country is named, if that is no guess.
GROUPS: dict[str, tuple[dict[str, str], str | None]] = {
    "krone": ({"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK"}, None),
    "rupee": ({"IN": "INR", "PK": "PKR", "NP": "NPR", "LK": "LKR", "MU": "MUR"}, "INR"),
    "peso": ({"MX": "MXN", "AR": "ARS", "CO": "COP", "CL": "CLP", "PH": "PHP", "UY": "UYU", "DO": "DOP"}, None),
    "yuan": ({"TW": "TWD", "HK": "HKD", "CN": "CNY"}, "CNY"),
    "yen": ({"JP": "JPY", "CN": "CNY"}, "JPY"),
    "shilling": ({"KE": "KES", "TZ": "TZS", "UG": "UGX"}, None),
    "riyal": ({"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER"}, "SAR"),
    "dirham": ({"AE": "AED", "MA": "MAD"}, "AED"),
    "dinar": (
        {"KW": "KWD", "JO": "JOD", "TN": "TND", "DZ": "DZD", "IQ": "IQD", "BH": "BHD", "LY": "LYD", "RS": "RSD"}, None,
    ),
    "cfa": (
        {
            **dict.fromkeys(("SN", "ML", "CI", "BF", "BJ", "TG", "NE", "GW"), "XOF"),
            **dict.fromkeys(("CM", "GA", "TD", "CF", "CG", "GQ"), "XAF"),
        },
        None,
    ),
    "pound_ar": ({"EG": "EGP", "SD": "SDG", "LB": "LBP", "SY": "SYP"}, "EGP"),
}  # fmt: skip
