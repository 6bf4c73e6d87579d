"""The addresses of the reviews' screen: a part of the table in `doors`."""

from __future__ import annotations

from console import (
    review_asking,
    review_digest,
    review_import,
    review_numbers,
    review_rows,
    review_rules,
    reviews,
)
from console.door import Door

DOORS = (
    Door("/api/reviews", ("GET",), reviews.board),
    Door("/api/reviews/list", ("GET",), reviews.listed),
    Door("/api/reviews/numbers", ("GET",), review_numbers.board),
    Door("/api/reviews/rows", ("GET",), review_rows.listed),
    Door("/api/reviews/rows.csv", ("GET",), review_rows.sheet),
    Door("/api/reviews/{id:int}/draft", ("GET",), reviews.draft),
    Door("/api/reviews/{id:int}/reply", ("POST",), reviews.reply),
    Door("/api/reviews/{id:int}/publish", ("POST",), reviews.publish),
    Door("/api/reviews/by-hand", ("POST",), reviews.by_hand),
    Door("/api/reviews/imports", ("GET",), review_import.listed),
    Door("/api/reviews/imports/look", ("POST",), review_import.look),
    Door("/api/reviews/imports/take", ("POST",), review_import.take),
    Door("/api/reviews/imports/{id:int}/undo", ("POST",), review_import.undo),
    Door("/api/reviews/digest", ("GET",), review_digest.board),
    Door("/api/reviews/digest/hour", ("POST",), review_digest.set_rhythm),
    Door("/api/reviews/digest/mine", ("POST",), review_digest.want),
    Door("/api/reviews/digest/stop", ("POST",), review_digest.stop),
    Door("/api/reviews/digest/send", ("POST",), review_digest.send_now),
    Door("/api/reviews/asking", ("GET",), review_asking.board),
    Door("/api/reviews/asking/stop", ("POST",), review_asking.halt),
    Door("/api/reviews/asking/resume", ("POST",), review_asking.resume),
    Door("/api/reviews/rules", ("POST",), review_rules.change),
    Door("/api/reviews/links", ("POST",), review_rules.set_links),
    Door("/api/reviews/requests/send", ("POST",), review_asking.send),
    Door("/api/reviews/requests/{id:int}/skip", ("POST",), review_asking.skip),
    Door("/api/reviews/cases/{id:int}/take", ("POST",), reviews.take),
    Door("/api/reviews/cases/{id:int}/resolve", ("POST",), reviews.resolve),
)
