"""The demo hotels: two houses that never see each other, with their people, facts and photos."""
