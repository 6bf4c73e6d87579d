"""Charts as plotly's own figures. Colours are names of our tokens; the browser puts its own in their place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from plotly import graph_objects as go

ACCENT, SOFT, QUIET, SUNKEN = "var(--accent)", "var(--accent-soft)", "var(--quiet)", "var(--sunken)"
WARM, BAD, BLUE = "var(--warm)", "var(--bad)", "var(--blue)"
_LONG: Final = 100
_MARKS: Final = {ACCENT: "+", WARM: "±", BAD: "−"}


def plain(figure: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(figure.to_json())
    found["layout"].pop("template", None)
    return found


def by_week(values: Sequence[float]) -> list[float]:
    return [sum(values[at : at + 7]) for at in range(0, len(values), 7)]


def line_over(
    days: Sequence[date], now: Sequence[float], before: Sequence[float], names: tuple[str, str]
) -> dict[str, Any]:
    """Bars for the period, a line for the one before; weeks where days would be too many. A bar names its days."""
    weekly = len(days) > _LONG
    shown = list(days[::7]) if weekly else list(days)
    step = timedelta(days=7 if weekly else 1)
    bars, line = (by_week(now), by_week(before)) if weekly else (list(now), list(before))
    figure = go.Figure()
    keys = [f"{day.isoformat()}/{min(day + step, days[-1] + timedelta(days=1)).isoformat()}" for day in shown]
    x = [day.isoformat() for day in shown]
    figure.add_bar(x=x, y=bars, name=names[0], customdata=keys, marker={"color": ACCENT})
    figure.add_scatter(
        x=x, y=line[: len(x)], name=names[1], mode="lines", line={"color": QUIET, "width": 2, "dash": "dot"}
    )
    return plain(figure)


def bars(
    labels: Sequence[str], values: Sequence[float], keys: Sequence[str], *, lying: bool = False
) -> dict[str, Any]:
    made = {
        "customdata": list(keys),
        "marker": {"color": ACCENT},
        "text": list(values),
        "textposition": "auto",
        "cliponaxis": False,
    }
    across = {"x": list(values), "y": list(labels), "orientation": "h"}
    upright = {"x": list(labels), "y": list(values)}
    return plain(go.Figure(go.Bar(**(across if lying else upright), **made)))


def funnel(labels: Sequence[str], values: Sequence[int], keys: Sequence[str]) -> dict[str, Any]:
    return plain(
        go.Figure(
            go.Funnel(
                y=list(labels),
                x=list(values),
                customdata=list(keys),
                textinfo="value+percent initial",
                marker={"color": [ACCENT] * len(values)},
                connector={"fillcolor": SOFT, "line": {"width": 0}},
            )
        )
    )


def heatmap(days: Sequence[str], counts: dict[str, int]) -> dict[str, Any]:
    """A week of hours, Monday first; a cell names its hour."""
    grid = [[counts.get(f"{day}-{hour}", 0) for hour in range(24)] for day in range(1, 8)]
    keys = [[f"{day}-{hour}" for hour in range(24)] for day in range(1, 8)]
    return plain(
        go.Figure(
            go.Heatmap(
                z=grid,
                x=[f"{hour:02}" for hour in range(24)],
                y=list(days),
                customdata=keys,
                colorscale=[[0, SUNKEN], [1, ACCENT]],
                showscale=False,
                xgap=2,
                ygap=2,
            )
        )
    )


def stacked(
    labels: Sequence[str],
    parts: Sequence[tuple[str, str, Sequence[float], Sequence[str]]],
    *,
    lying: bool = False,
) -> dict[str, Any]:
    """Each part has its name, colour, values and keys; together they make up a bar. What lies says how many each part
    is, and where colours say good and bad a sign says it too, for whoever does not see them."""
    figure = go.Figure()
    for name, colour, values, keys in parts:
        across = {"x": list(values), "y": list(labels), "orientation": "h"}
        upright = {"x": list(labels), "y": list(values)}
        mark = _MARKS.get(colour, "")
        says = {"text": [f"{mark}{value}" if value else "" for value in values], "textposition": "inside",
                "textangle": 0, "insidetextanchor": "middle"}  # fmt: skip
        drawn = across | says if lying else upright
        figure.add_bar(
            **drawn, name=f"{mark} {name}".strip(), customdata=list(keys), marker={"color": colour}
        )
    # A number that has no room is left out rather than drawn too small to read.
    figure.update_layout(barmode="stack", uniformtext={"minsize": 11, "mode": "hide"})
    return plain(figure)


def shares(
    labels: Sequence[str], found: Sequence[tuple[float, float, float]], keys: Sequence[str]
) -> dict[str, Any]:
    """Shares of a whole, each with the span in which the truth may lie."""
    middle = [one[0] for one in found]
    spans = {
        "type": "data",
        "symmetric": False,
        "array": [high - share for share, _, high in found],
        "arrayminus": [share - low for share, low, _ in found],
        "color": ACCENT,
        "thickness": 2,
        "width": 5,
    }
    bar = go.Bar(
        x=middle,
        y=list(labels),
        orientation="h",
        error_x=spans,
        customdata=list(keys),
        marker={"color": SOFT, "line": {"color": ACCENT, "width": 1}},
        hovertemplate="%{y}: %{x:.0%}<extra></extra>",
    )
    return plain(go.Figure(bar))


def counts_and_averages(
    days: Sequence[date],
    counts: Sequence[tuple[str, str, Sequence[int], Sequence[str]]],
    averages: Sequence[tuple[str, str, Sequence[float | None]]],
) -> dict[str, Any]:
    """Bars say how many, lines on the other side how good, of five."""
    x = [day.isoformat() for day in days]
    figure = go.Figure()
    for name, colour, values, keys in counts:
        figure.add_bar(x=x, y=list(values), name=name, customdata=list(keys), marker={"color": colour})
    for name, colour, means in averages:
        figure.add_scatter(
            x=x,
            y=list(means),
            name=name,
            yaxis="y2",
            mode="lines+markers",
            connectgaps=True,
            line={"color": colour, "width": 2},
            hovertemplate="%{y:.1f} ★",
        )
    figure.update_layout(barmode="stack")
    return plain(figure)
