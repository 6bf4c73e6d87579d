"""How a held room is paid: the ways, what is said of them, who pays which part, and money that comes late."""
