"""Copies the arrays the reference tests need from a folder of public data sets into ../Fixtures/data.

    python3 Tests/References/copy_data.py FOLDER

FOLDER holds one folder a set with X_<view>.npy, labels.npy, train_idx.npy, test_idx.npy and
classes.json. Arrays are copied byte for byte; only the file names change. Run once; a clone has the
copies. Licences and origins: the LICENCE.md of each copied folder.
"""

import pathlib
import shutil
import sys

from sklearn_linear import DATA, SETS

source = pathlib.Path(sys.argv[1])
for name, view in SETS:
    folder = DATA / name
    folder.mkdir(parents=True, exist_ok=True)
    for old, new in [
        (f"X_{view}.npy", f"{view}.npy"),
        ("labels.npy", "labels.npy"),
        ("train_idx.npy", "train.npy"),
        ("test_idx.npy", "test.npy"),
        ("classes.json", "classes.json"),
    ]:
        shutil.copyfile(source / name / old, folder / new)
