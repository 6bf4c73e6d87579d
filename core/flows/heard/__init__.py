"""How a turn's words are taken: what they plainly are about, how surely, and in which language to answer."""
