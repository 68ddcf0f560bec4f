"""A report's number in an address: ``{number:number}``; more digits than a number has are no address of ours."""

from starlette.convertors import Convertor, register_url_convertor

NAME = "number"


class Number(Convertor[int]):
    """Up to fifteen digits: no more than the database and every reader of JSON can hold."""

    regex = "[0-9]{1,15}"

    def convert(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_string(self, value: int) -> str:
        """It in an address."""
        return str(value)


register_url_convertor(NAME, Number())
