// Who sold a booking that staff write down. A platform's guests write their reviews there, too.
export const SOURCES = ["desk", "booking", "airbnb", "expedia", "partner"];
