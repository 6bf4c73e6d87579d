"""The script Streamlit runs for each page view; everything it shows is decided in `screens`."""

from console.screens import shell

shell.show()
