// The first thing the keyboard meets leads past the rail to the screen itself. Streamlit's own link speaks English and
// leads to what is around both, a stop where nothing can be seen or done.
export function skipsToScreen(t) {
  const link = document.querySelector("[data-testid=stSkipToContent]");
  const around = document.querySelector("[data-testid=stMain]");
  if (!link || !around) return;
  link.textContent = t("skip_to_content");
  around.tabIndex = -1;
  link.addEventListener("click", skip);
}

function skip(event) {
  const screen = [...document.querySelectorAll("[data-testid=stMain] *")].map((one) => one.shadowRoot?.querySelector(".root:not(.frame)")).find(Boolean);
  if (!screen) return;
  event.preventDefault();
  event.stopPropagation();
  screen.tabIndex = -1;
  screen.focus({ preventScroll: true });
}
