// Tells Streamlit's program where its server is. Without it it asks below the address of each screen first.
window.__streamlit = { BACKEND_BASE_URL: location.origin };
