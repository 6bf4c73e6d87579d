"""Whose way in is the account of their company, and nothing else."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.base.settings import settings
from core.domain.access import Role
from core.store import staff
from core.store.staff import Staff


def by_company_alone(session: Session, person: Staff) -> bool:
    """Owners may always use their password: somebody has to get in while the provider is away."""
    if not (settings().oidc_only and settings().is_of_company(person.email)):
        return False
    return all(role is not Role.OWNER for _, role in staff.hotels_of(session, person.id))
