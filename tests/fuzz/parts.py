"""The parts of the fuzzing, by name, and how many rounds each has."""

from tests.fuzz import callbacks, files, requests, updates, words
from tests.roles import cells
from tests.roles.elsewhere import PLACES
from tests.torture.parts import Part, numbered

PARTS = {
    part.name: part
    for part in (
        Part("updates", updates.decoded, numbered(80)),
        Part("updates-played", updates.played, numbered(60)),
        Part("updates-kept", updates.kept, numbered(25)),
        Part("callbacks", callbacks.decoded, numbered(100)),
        Part("callbacks-delivered", callbacks.delivered, numbered(20)),
        Part("requests", requests.played, numbered(200)),
        Part("words", words.understood, numbered(80)),
        Part("patterns", words.searched, ("all",)),
        Part("roles", cells.all_of_it, numbered(len(PLACES))),
        Part("files", files.read_all, numbered(30)),
        Part("environment", files.environment, numbered(30)),
    )
}
