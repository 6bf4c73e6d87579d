// Tells Streamlit's program where its server is. Without it it asks below the address of each screen first.
window.__streamlit = { BACKEND_BASE_URL: location.origin };
// Who has half written something hears of the way back before Streamlit follows it (parts/typed.js): whoever listens first is heard first.
window.addEventListener("popstate", (event) => window.__conserjeWentBack?.(event), true);
