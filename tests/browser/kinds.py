"""One page of each kind, as addresses below a language's root; both languages have them all."""

from __future__ import annotations

KINDS = {
    "home": "index.html",
    "finder": "communities/index.html",
    "places": "communities/zi.html",
    "county": "c/tan/index.html",
    "community": "c/tan-c01/index.html",
    "compound": "c/tan-c01-p01/index.html",
    "ledger": "c/tan-c01-p01/2025.html",
    "notice": "c/tan-c01-p01/2025-06.html",
    "spaces": "spaces/index.html",
    "county-spaces": "spaces/tan.html",
    "projects": "projects/index.html",
    "county-projects": "projects/shu.html",
    "partners": "projects/tan.html",
    "allocations": "allocations/index.html",
    "county-allocations": "allocations/tan.html",
    "services": "services/index.html",
    "county-services": "services/zi.html",
    "timeliness": "timeliness/index.html",
    "county-timeliness": "timeliness/tan.html",
    "claims": "claims/index.html",
    "checks": "checks/index.html",
    "changes": "changes/index.html",
    "data": "data/index.html",
    "dictionary": "data/revenue.html",
    "rules": "method/rules.html",
    "tables": "method/tables.html",
    "mechanisms": "method/mechanisms/index.html",
    "prose": "method/index.html",
    "glossary": "glossary/index.html",
    "contribute": "contribute/index.html",
    "search": "search/index.html",
    "missing": "404.html",
}
LANGUAGES = {"zh": "", "en": "en/"}
