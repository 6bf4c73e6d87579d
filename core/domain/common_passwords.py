"""Words that whoever guesses passwords tries first, here and elsewhere: a short list, met with all its disguises."""

from __future__ import annotations

from typing import Final

_WORDS: Final = """
password passwort contrasena contrasenia clave claves secreto secreta senha senhas admin administrator
administrador administradora root usuario usuaria user welcome bienvenido bienvenida bemvindo letmein iloveyou
teamo amor amorcito hola hello mundo world login entrar acceso access master monkey dragon sunshine princess
princesa futbol football baseball soccer shadow superman batman pokemon starwars trustno computer internet
google facebook whatsapp instagram argentina buenosaires uruguay montevideo brasil brazil chile mexico espana
boca bocajuniors riverplate river racing independiente messi maradona diego barcelona madrid flamengo
hotel posada hostel hostal cabana cabanas apart reserva reservas booking recepcion reception conserje gerente
manager duenio dueno invitado huesped guest verano summer invierno winter primavera spring otono autumn enero
febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre january february march april
june july august september october november december lunes martes jueves viernes sabado domingo monday friday
familia family cambiame changeme default temporal temp test testing prueba pruebas demo ejemplo example
qwerty qwertyuiop qwertz azerty asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx abcdef abcdefgh abcdefghijkl abcd abc
"""
COMMON: Final = frozenset(_WORDS.split())
