"""The addresses of every kind of page, as the site of tests/browser/conftest.py has them."""

PAGES = (
    "/", "/?country=KE&speak=sw:native&speak=unstated&show=open&show=silent&show=closed", "/?q=zzzz&tier=coding",
    "/?country=Kenyya", "/listing/acme/k1", "/listing/acme/k1?country=DE&speak=sw:fluent", "/listing/acme/g1",
    "/listing/acme/l1", "/listing/acme/c3?country=US", "/platforms", "/platform/acme", "/compare",
    "/compare?p=acme&p=zeta&diff=1", "/country/KE", "/country/FR", "/language/sw", "/tier/coding", "/tiers",
    "/guides", "/guide/how-pay-works", "/guide/real-or-false", "/changes", "/status", "/method", "/about", "/privacy",
    "/corrections", "/recruiter?a=mercorr.com", "/report?listing=acme/k1", "/feeds", "/alerts/new?tier=coding",
    "/saved", "/browse", "/values/skill?country=US", "/nowhere",
)  # fmt: skip
