"""Puts the phone together as one web application."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette

from core.local.phone.graph_routes import GraphRoutes
from core.local.phone.guest_routes import GuestRoutes
from core.local.phone.inbound import Inbound
from core.local.phone.lab_routes import LabRoutes
from core.local.phone.outbound import Outbound
from core.local.phone.page_routes import PageRoutes
from core.local.phone.settings import PhoneSettings
from core.local.phone.statuses import Statuses
from core.local.phone.switchboard import Switchboard
from core.local.phone.template_office import TemplateOffice


def build_app(settings: PhoneSettings) -> Starlette:
    board = Switchboard(settings)
    statuses = Statuses(board)
    office = TemplateOffice(board)
    graph = GraphRoutes(board, Outbound(board, statuses), office)
    guests = GuestRoutes(board, Inbound(board), statuses)

    @contextlib.asynccontextmanager
    async def alive(_: Starlette) -> AsyncIterator[None]:
        await board.start()
        statuses.resume()
        yield
        await board.stop()

    routes = [
        *PageRoutes(board).routes(),
        *LabRoutes(board, office).routes(),
        *guests.routes(),
        *graph.routes(),
    ]
    return Starlette(routes=routes, lifespan=alive)
