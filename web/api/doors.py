"""One row an address of the API: what it takes, what it answers, and a request that shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

from flask import Blueprint, Response
from pydantic import BaseModel
from werkzeug.wrappers import Response as Answered

from web.api import limits

api = Blueprint("api", __name__, url_prefix="/api/v1")
Answer = BaseModel | Answered
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class TakenParameter:
    """A parameter of one address: what it says in a sentence, and its JSON Schema as OpenAPI 3.1 writes it."""

    name: str
    says: str
    schema: dict[str, Any]
    where: Literal["path", "query"] = "query"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """An address: `keys` are the parameters of a search that it takes beside its own; `example` is a whole request."""

    path: str
    name: str
    says: str
    answer: type[BaseModel]
    taken: tuple[TakenParameter, ...]
    keys: tuple[str, ...]
    example: str


DOORS: list[Door] = []


def door(
    path: str, answer: type[BaseModel], *taken: TakenParameter, keys: tuple[str, ...] = (), example: str
) -> Callable[[Callable[..., Answer]], Callable[..., Answered]]:
    """Opens a function as an address below /api/v1; the first line of its docstring is what it says of itself."""

    def opened(made: Callable[..., Answer]) -> Callable[..., Answered]:
        says = (made.__doc__ or "").strip().splitlines()[0]
        DOORS.append(Door(path, made.__name__, says, answer, taken, keys, example))

        @wraps(made)
        def answered(**path_values: str) -> Answered:
            found = made(**path_values)
            return found if isinstance(found, Answered) else written(found)

        api.add_url_rule(path, made.__name__, answered, methods=["GET"])
        return answered

    return opened


def written(value: BaseModel) -> Response:
    """A value as JSON in UTF-8, moments as ISO 8601 in UTC, None as null."""
    return sent(value.model_dump_json())


def sent(body: str | bytes) -> Response:
    """JSON that is written already, as an answer."""
    return Response(body, content_type=JSON)


@api.before_request
def _counted() -> None:
    limits.count()


@api.after_request
def _opened(answer: Response) -> Response:
    return limits.tell(answer)
