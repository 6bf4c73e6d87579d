"""Mail of a house on a laptop: each letter is a file, which the mailbox page beside the guest's phone opens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from core.adapters.mail.writing import drawn
from core.domain.mail import Mail, MailTrouble, NotSent

_ODD: Final = re.compile(r"[^A-Za-z0-9.-]")


class FolderMail:
    def __init__(self, folder: Path, sender: str) -> None:
        self._folder, self._sender = folder, sender

    def send(self, mail: Mail) -> None:
        """Written beside and renamed: whoever looks never sees half a letter. The same letter is the same file."""
        place = self._folder / f"{_ODD.sub('_', mail.mark)}.eml"
        scratch = place.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            scratch.write_bytes(drawn(mail, self._sender).as_bytes())
            scratch.rename(place)
        except OSError as problem:
            raise NotSent(MailTrouble.AWAY, f"{problem}"[:300]) from problem
