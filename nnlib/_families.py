"""Families of things that are chosen by name: activations, losses, optimizers, ...

Each family has one table. Its names are what `Network` and the figures take, what an error lists,
what the API page describes and what the tests try: a new member is entered once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from . import _checks

Member = TypeVar("Member")


class Family(Mapping[str, Member]):
    """The members of a family by name, in the order in which a choice lists them.

    Parameters
    ----------
    argument : str
        What the name of a member is called in a message.
    members : mapping
        Each name with its class or function.
    titles : mapping of str to str
        The words for a name, where they are not the name itself: ``"leaky ReLU"``.
    elsewhere : mapping of str to str
        Names that other libraries give to a member, for the message that refuses them.
    """

    def __init__(
        self,
        argument: str,
        members: Mapping[str, Member],
        titles: Mapping[str, str] | None = None,
        elsewhere: Mapping[str, str] | None = None,
    ) -> None:
        self.argument = argument
        self._members = dict(members)
        self._elsewhere = dict(elsewhere or {})
        words = titles or {}
        self.titles = {name: words.get(name, name.replace("_", " ")) for name in self._members}

    @classmethod
    def of(
        cls, argument: str, *classes: Any, elsewhere: Mapping[str, str] | None = None
    ) -> Family[Any]:
        """Make a family of classes: by their ``name``, else that of the class, and ``title``."""
        members = {getattr(member, "name", member.__name__): member for member in classes}
        titles = {name: member.title for name, member in members.items() if member.title}
        return cls(argument, members, titles, elsewhere)

    def subset(self, names: Iterator[str] | list[str]) -> Family[Member]:
        """Make a family of some of the members."""
        chosen = list(names)
        return Family(
            self.argument,
            {name: self[name] for name in chosen},
            {name: self.titles[name] for name in chosen},
            {other: name for other, name in self._elsewhere.items() if name in chosen},
        )

    def choose(self, name: Any, argument: str = "") -> Member:
        """The member of that name, or a `ValueError` that lists them all."""
        return _checks.choose(argument or self.argument, name, self._members, self._elsewhere)

    def __getitem__(self, name: str) -> Member:
        return self._members[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __repr__(self) -> str:
        return f"<{self.argument}: {', '.join(self)}>"
