"""`python -m core.local.company carla@posada.demo ...`: a provider on this machine, for a console on this machine."""

from __future__ import annotations

import argparse

import uvicorn

from core.local.company.app import Company, Person


def main() -> None:
    parser = argparse.ArgumentParser(prog="core.local.company", description=__doc__)
    parser.add_argument("emails", nargs="+", help="whose accounts there are")
    parser.add_argument("--port", type=int, default=8020)
    parser.add_argument("--console", default="http://127.0.0.1:8501")
    given = parser.parse_args()
    issuer = f"http://127.0.0.1:{given.port}"
    back = f"{given.console}/auth/company/back"
    people = [Person(one) for one in given.emails]
    print(f"OIDC_ISSUER={issuer}\nOIDC_CLIENT_ID=conserje\nOIDC_CLIENT_SECRET=a-secret-of-this-machine")
    company = Company(issuer, "conserje", "a-secret-of-this-machine", back, people)
    uvicorn.run(company.app(), host="127.0.0.1", port=given.port, log_level="warning")


if __name__ == "__main__":
    main()
