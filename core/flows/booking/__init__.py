"""The booking dialogue: from "do you have room?" to a stay that is held, paid and confirmed, inside the chat."""
