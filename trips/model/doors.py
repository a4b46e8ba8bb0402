"""The doors of the document: what comes in from outside is checked here, what goes out as JSON is written here.

The values themselves are plain (see `trips.model.entities`). Only this place knows pydantic, which checks them by what
their fields are annotated with, and it loads it when first asked: a trip that the store vouches for needs none of it.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

M = TypeVar("M")
_TYPES: Final = {"unexpected_keyword_argument": "extra_forbidden"}
"""What pydantic calls by another name where a value is a dataclass."""
_ONE_AT_A_TIME: Final = Lock()


class Complaint(NamedTuple):
    """One thing that is wrong with a value.

    Attributes:
        place: the names and numbers that lead to it from the value that was to be made.
        kind: what is wrong, as pydantic calls it ("string_too_long").
        context: the numbers that its sentence needs; of a rule of our own its "error".
        found: what stands there.
    """

    place: tuple[int | str, ...]
    kind: str
    context: Mapping[str, Any]
    found: object


class RefusedError(ValueError):
    """What came to a door is no such value; `trips.model.field_text` has the sentences."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        super().__init__("; ".join(f"{'.'.join(map(str, one.place))}: {one.kind}" for one in complaints))
        self.complaints = complaints


def checked(model: type[M], /, **fields: object) -> M:
    """A value of fields that come from outside.

    Raises:
        RefusedError: a field is not valid, missing or not known.
        UserError: a time cannot be read, or a trip does not hold together.
    """
    with _refusing():
        return _adapter(model).validate_python(fields)


def read_json(model: type[M], data: bytes) -> M:
    """A value from JSON that somebody else may have written.

    Raises:
        RefusedError: it is no JSON, or no such value.
        UserError: a time cannot be read, or a trip does not hold together.
    """
    with _refusing():
        return _adapter(model).validate_json(data)


def write_json(value: object, *, whole: bool = False) -> bytes:
    """A value as JSON; fields that are as if nobody had filled them in are left out, unless it is to be `whole`."""
    return _adapter(type(value)).dump_json(value, exclude_defaults=not whole)


def plain_json(value: object) -> bytes:
    """Texts, numbers, lists and the like as JSON."""
    from pydantic_core import to_json

    return to_json(value)


def open_doors(*models: type[object]) -> None:
    """Make ready to check values of some kinds, so that nobody waits for it later."""
    for model in models:
        _adapter(model)


@contextmanager
def _refusing() -> Generator[None]:
    from pydantic import ValidationError

    try:
        yield
    except ValidationError as error:
        raise _refused(error) from None


def _refused(error: ValidationError) -> RefusedError:
    return RefusedError(
        tuple(
            Complaint(one["loc"], _TYPES.get(one["type"], one["type"]), one.get("ctx", {}), one["input"])
            for one in error.errors(include_url=False)
        )
    )


def _adapter(model: type[M]) -> TypeAdapter[M]:
    with _ONE_AT_A_TIME:  # an edit that comes while a worker makes ready waits for it, and does not do it again
        return _made(model)


@cache
def _made(model: type[M]) -> TypeAdapter[M]:
    from pydantic import TypeAdapter

    return TypeAdapter(model)
