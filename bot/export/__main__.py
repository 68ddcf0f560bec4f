"""``python -m bot.export``: one export, beside the desk."""

import sys

from bot.export.work import main

sys.exit(main())
