"""Puts the phone together as one web application."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette

from core.local.mailbox.page_routes import Mailbox
from core.local.pay.app import PayPage
from core.local.pay.settings import PaySettings
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

    pay = PayPage(PaySettings(own_url=settings.own_url, data=settings.data))

    @contextlib.asynccontextmanager
    async def alive(_: Starlette) -> AsyncIterator[None]:
        await board.start()
        statuses.resume()
        async with pay.alive():
            yield
        await board.stop()

    # The phone's own addresses end in one that takes any name: the pay page's and the mailbox's come before it.
    routes = [
        *pay.routes(),
        *Mailbox(settings.mail).routes(),
        *PageRoutes(board).routes(),
        *LabRoutes(board, office).routes(),
        *guests.routes(),
        *graph.routes(),
    ]
    return Starlette(routes=routes, lifespan=alive)
