"""Our own pieces of the screen: plain HTML, CSS and JavaScript, no build step."""
