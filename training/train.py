"""Make the model from the messages: ``make model``."""

from config import model
from training import fit, looking


def main() -> None:
    """Fit, and write config/model.zip."""
    told = looking.taught()
    made = fit.fit([looking.look(message) for message in told])
    model.save(made, made_of=looking.digest(told))
    size = model.FILE.stat().st_size / 1e6
    print(f"{len(told)} messages, {len(made.stretches.names)} stretches, {len(made.marks.names)} marks, {size:.1f} MB")


if __name__ == "__main__":
    main()
