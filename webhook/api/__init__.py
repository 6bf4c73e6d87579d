"""The JSON API for a hotel's own website and scripts: look, hold, read, confirm, cancel."""
