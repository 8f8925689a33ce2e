"""How likely each value of a field is."""

from collections.abc import Iterator, Mapping, Sequence


class Shares(Mapping[str, float]):
    """The probability of each value, in the codebook's order.

    Cannot be changed; can be compared, hashed and pickled.
    """

    __slots__ = ("_names", "_shares")

    def __init__(self, names: tuple[str, ...], shares: Sequence[float]) -> None:
        self._names, self._shares = names, shares

    def __getitem__(self, name: str) -> float:
        if name not in self._names:
            raise KeyError(name)
        return self._shares[self._names.index(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __hash__(self) -> int:
        return hash((self._names, tuple(self._shares)))

    def __repr__(self) -> str:
        return f"Shares({', '.join(f'{name}={share:.3f}' for name, share in self.items())})"
