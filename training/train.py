"""Make the model from the messages: ``make model``."""

from config import model
from training import fit, messages


def main() -> None:
    """Fit, and write config/model.zip."""
    told = messages.read(messages.HERE, fit.CODES, fit.DANGERS)
    made = fit.fit([fit.look(message) for message in told])
    model.save(made)
    size = model.FILE.stat().st_size / 1e6
    print(f"{len(told)} messages, {len(made.stretches.names)} stretches, {len(made.marks.names)} marks, {size:.1f} MB")


if __name__ == "__main__":
    main()
