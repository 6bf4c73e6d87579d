"""The board a person reads once everything is open: addresses, demo logins, how to stop."""

from core.local import screen
from core.local.environment import Environment
from core.local.voice import say_how_it_stands

DEMO_PASSWORD = "ceibo-demo-2026"
DEMO_LOGINS = (
    ("carla@posada.demo", "reception", "Posada del Ceibo"),
    ("diego@posada.demo", "manager", "Posada del Ceibo"),
    ("olga@posada.demo", "owner", "Posada del Ceibo"),
    ("vera@posada.demo", "viewer", "Posada del Ceibo"),
    ("elena@cabanas.demo", "owner", "Cabañas Aguamarina"),
)


def addresses(environment: Environment) -> dict[str, str]:
    """Where the house can be visited."""
    return {
        "Guest's phone": environment.url("PHONE_PORT"),
        "Staff console": environment.url("CONSOLE_PORT"),
        "Webhook": environment.url("WEBHOOK_PORT"),
        **(
            {}
            if environment.variables.get("SMTP_HOST")
            else {"Mailbox": environment.url("PHONE_PORT") + "/mail"}
        ),
    }


def show(environment: Environment, absent: list[str], seconds: float) -> None:
    """The whole board; `absent` are those who do not answer yet."""
    screen.say()
    if absent:
        screen.problem(f"Open, but without {', '.join(absent)}. What is wrong: make doctor")
    else:
        screen.say("  " + screen.styled("Conserje is open", "bold") + f"  ({seconds:.1f} s)")
    screen.say()
    for name, address in addresses(environment).items():
        screen.say(f"  {name:<16}{screen.styled(address, 'bold')}")
    screen.say(screen.styled(f"  {'Voice notes':<16}{say_how_it_stands(environment)}", "dim"))
    screen.say()
    screen.say(f"  Sign in to the console with the password {screen.styled(DEMO_PASSWORD, 'bold')} as")
    for email, role, hotel in DEMO_LOGINS:
        screen.say(f"    {email:<22}{role:<12}{screen.styled(hotel, 'dim')}")
    screen.say()
    screen.say(screen.styled(f"  Stop with Ctrl-C or `make down`. Logs: {environment.logs}", "dim"))
    screen.say()


def show_already_open(visits: dict[str, str], pid: int, since: str) -> None:
    """For the second start: it runs already, and there."""
    screen.say(f"  Conserje is open already (process {pid}, since {since}).")
    for name, address in visits.items():
        screen.say(f"  {name:<16}{screen.styled(address, 'bold')}")
    screen.say(screen.styled("  Stop it with `make down`.", "dim"))
