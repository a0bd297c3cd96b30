"""What all tests share: how long Hypothesis looks.

`dev` is what a commit needs, `ci` is the same on every machine, `long` is for the session `property`, `mutation` for
the session of that name. Choose with the environment variable HYPOTHESIS_PROFILE or with pytest's option
`--hypothesis-profile`.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# A first parse loads language profiles, so the first example of a run is slow and says nothing: no deadlines.
settings.register_profile("dev", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
# The tests are run several times in one process there, and what notices a change must notice it again.
settings.register_profile(
    "mutation",
    settings.get_profile("ci"),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
settings.register_profile("long", settings.get_profile("dev"), max_examples=1_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
