"""Property tests look for new examples at the desk; in CI the same ones run every time."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")
