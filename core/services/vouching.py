"""Whose way in is the account of their company, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from core.base.settings import settings
from core.domain.access import Role
from core.store import staff
from core.store.staff import Staff


def by_company_alone(session: Session, person: Staff) -> bool:
    roles = [role for _, role in staff.hotels_of(session, person.id)]
    return closed_to_passwords(person.email, roles)


def closed_to_passwords(email: str, roles: Iterable[Role]) -> bool:
    """Owners may always use theirs: somebody has to get in while the provider is away."""
    return settings().oidc_only and settings().is_of_company(email) and Role.OWNER not in roles
