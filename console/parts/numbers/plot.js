// Plotly, from its own package and our own address, in our own colours. It is fetched once, when a chart is first drawn.
import { h } from "../dom.js";

let library = null;

function plotly() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("../plotly.min.js", import.meta.url).href;
    script.addEventListener("load", () => resolve(window.Plotly));
    script.addEventListener("error", () => { library = null; script.remove(); reject(new Error("charts")); });
    document.head.append(script);
  });
  return library;
}

// Its own styles go to the page's head, which a shadow root does not see.
function dress(root) {
  if (root.querySelector("style.of-plotly")) return;
  const rules = [...document.styleSheets].flatMap((sheet) => {
    try { return [...sheet.cssRules].map((rule) => rule.cssText).filter((words) => words.includes("js-plotly-plot") || words.includes("plotly-notifier")); } catch { return []; }
  });
  const style = document.createElement("style");
  style.className = "of-plotly";
  style.textContent = rules.join("\n");
  root.append(style);
}

function coloured(value, colour) {
  if (typeof value === "string") return value.startsWith("var(--") ? colour(value.slice(6, -1)) : value;
  if (Array.isArray(value)) return value.map((one) => coloured(one, colour));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, coloured(one, colour)]));
  return value;
}

const LOCALES = { es: { days: ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"], shortDays: ["dom", "lun", "mar", "mié", "jue", "vie", "sáb"], months: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"], shortMonths: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"], date: "%d/%m/%Y", decimal: ",", thousands: "." } };

export async function draw(place, figure, { lang, onPick, height = 240, dates = false, left = 40, right = 12, axes = {} }) {
  const Plotly = await plotly();
  if (!place.isConnected) return;
  if (lang === "es" && !Plotly.registered) { Plotly.register({ moduleType: "locale", name: "es", dictionary: {}, format: LOCALES.es }); Plotly.registered = true; }
  const style = getComputedStyle(place);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const quiet = colour("quiet");
  const axis = { gridcolor: colour("line"), zerolinecolor: colour("line"), linecolor: colour("line"), tickfont: { color: quiet, size: 12 }, fixedrange: true, automargin: true };
  const layout = {
    ...coloured(figure.layout ?? {}, colour),
    height, margin: { l: left, r: right, t: 8, b: 32 }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: "Inter, system-ui, sans-serif", size: 12.5, color: colour("text") },
    xaxis: { ...axis, showgrid: false, ...(dates ? { type: "date", tickformat: "%-d %b", hoverformat: "%-d %B" } : {}) }, yaxis: { ...axis, rangemode: "tozero" },
    bargap: 0.25, showlegend: false,
    hoverlabel: { bgcolor: colour("panel"), bordercolor: colour("line-strong"), font: { color: colour("text"), family: "Inter, system-ui, sans-serif" } },
    dragmode: false, separators: lang === "es" ? ",." : ".,",
  };
  // Nobody sells half a night: where counts are small, the axis goes by whole ones.
  const most = Math.max(0, ...(figure.data ?? []).flatMap((trace) => (trace.type === "bar" && trace.orientation !== "h" ? [...(trace.y ?? [])] : [])));
  if (most > 0 && most < 6) layout.yaxis.dtick = 1;
  if (figure.data?.[0]?.type === "heatmap") {
    layout.yaxis = { ...axis, autorange: "reversed", showgrid: false, ticks: "" };
    layout.xaxis = { ...layout.xaxis, type: "category", ticks: "", tickvals: ["00", "03", "06", "09", "12", "15", "18", "21"] };
  }
  if (figure.data?.[0]?.orientation === "h" || figure.data?.[0]?.type === "funnel") {
    Object.assign(layout.xaxis, { showticklabels: false, showline: false, zeroline: false });
    Object.assign(layout.yaxis, { showgrid: false, showline: false, ticklabelstandoff: 8 });
  }
  for (const [name, facts] of Object.entries(axes)) layout[name] = { ...axis, ...layout[name], ...facts };
  // Drawn anew for another width, plotly forgets for a moment how high it is; the card does not.
  place.style.minHeight = `${height}px`;
  await Plotly.react(place, coloured(figure.data, colour), layout, { displayModeBar: false, responsive: true, locale: lang === "es" ? "es" : "en-US" });
  dress(place.getRootNode());
  explain(place, figure.data ?? [], colour);
  place.removeAllListeners?.("plotly_click");
  place.on?.("plotly_click", (event) => { const key = event.points[0]?.customdata; if (key !== undefined && key !== null) onPick(String(key)); });
}

// What each colour and line means: our own list above the chart, for plotly's covers what is drawn on a narrow screen.
function explain(place, traces, colour) {
  const before = place.previousElementSibling;
  const old = before?.classList.contains("chart-legend") ? before : null;
  if (traces.length < 2) { old?.remove(); return; }
  const list = h("ul", { class: "chart-legend", "aria-hidden": "true" }, traces.map((trace) => h("li", {}, swatch(trace, colour), trace.name)));
  if (old) old.replaceWith(list);
  else place.before(list);
}

function swatch(trace, colour) {
  const line = trace.type === "scatter";
  const sign = h("i", { class: [line ? "line" : "", trace.line?.dash ? "dotted" : ""].filter(Boolean).join(" ") });
  sign.style.setProperty("--of-trace", coloured((line ? trace.line : trace.marker)?.color ?? "", colour));
  return sign;
}

export function forget(place) {
  if (window.Plotly && place) window.Plotly.purge(place);
}
