"""What this machine can hear and say, for the doctor and the board. Either may be absent; neither is an error."""

from core.adapters.speech import standing
from core.base.settings import SpeechSettings
from core.local.environment import Environment


def say_how_it_stands(place: Environment) -> str:
    known = {name: place.variables.get(name.upper()) for name in SpeechSettings.model_fields}
    given = {name: value for name, value in known.items() if value}
    config = SpeechSettings(_env_file=None, **given)  # type: ignore[arg-type, call-arg]
    return standing(config.model_copy(update={"conserje_data": place.data}))
