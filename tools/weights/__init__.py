"""What learns the numbers of `src/natodocs/_weights`: a module for each file, and what they share.

    nox -s train -- DATA                                    # all, in their order
    python -m tools.weights.headline DATA                   # one: how good it is on what it was not learned from
    python -m tools.weights.headline DATA --write           # the same, and learn from everything, into the package

DATA is a folder of the form that `benchmarks/README.md` describes. Run it from the root of the repository, with the
package installed as editable and the dependency group `training`. The same data give the same bytes.
"""

import os

# Of sums that several threads share, the last digits are chance. It has to be said before numpy is imported.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
