"""The one error that stops the start: a settings file says something that cannot be meant."""

from pathlib import Path


class ConfigError(Exception):
    """A file, the key in it, what is wrong there, and how it should look."""

    def __init__(self, file: Path, key: str, problem: str, example: str = "") -> None:
        self.file, self.key, self.problem, self.example = file, key, problem, example
        where = f"{file}: {key}" if key else str(file)
        super().__init__(f"{where}: {problem}" + (f". Example: {example}" if example else ""))
