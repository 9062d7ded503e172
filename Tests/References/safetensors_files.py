"""Files as the Python library `safetensors` writes them, for Retort to read and to write again.

Makes Tests/Fixtures/golden/python.safetensors and Tests/Fixtures/references/safetensors/*.safetensors.
One metadata key a file: the library writes several in the order of a hash map, another one each time.

    python Tests/References/safetensors_files.py        # numpy, safetensors
"""

from pathlib import Path

import numpy as np
from safetensors.numpy import save

FIXTURES = Path(__file__).parent.parent / "Fixtures"


def write(name, arrays, metadata=None):
    path = FIXTURES / f"{name}.safetensors"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(save(arrays, metadata))


def floats(*values):
    return np.array(values, np.float32)


write(
    "golden/python",
    {
        "layer 0 weight": floats([1.5, -2], [0.25, 3]),
        "layer 0 bias": floats(0.5, -0.0),
        "counts": np.array([1, -2, 3], np.int64),
        "mean": np.array([0.1, 1e300]),
        "codes": np.array([7, 255, 0], np.uint8),
        "ids": np.array([[-5]], np.int32),
        'Zé"\n': np.zeros((0, 4), np.float32),
    },
    {"note": 'line\none "q" é \u0001'},
)
write("references/safetensors/empty", {})
write("references/safetensors/metadata", {}, {"format": "pt"})
# Every character JSON treats in its own way, and some it does not.
write(
    "references/safetensors/characters",
    {"".join(map(chr, range(1, 128))): floats(1), "é\u2028\U0001f600": floats(2)},
    {"key \\ / \" \x7f": "".join(map(chr, range(0, 128)))})
# Headers of every length modulo 8, so of every padding.
for length in range(1, 9):
    write(f"references/safetensors/padding-{length}", {"x" * length: floats(length)})
# Equal types sort by the bytes of their names, types by their size; scalars and empty arrays.
write(
    "references/safetensors/order",
    {
        "b": floats(1), "a": floats(2), "B": floats(3), "a b": floats(4), "aa": floats(5),
        "é": floats(6), "z": np.array(7.0), "y": np.array(8, np.int64), "x": np.array(9, np.int32),
        "w": np.array(10, np.uint8), "scalar": np.array(11, np.float32),
        "none": np.zeros((2, 0, 3), np.int64), "v": np.zeros((0,), np.uint8),
    })
