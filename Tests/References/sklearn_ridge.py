"""Reference for tuned linear students: scikit-learn's ridge-penalised logistic regression.

Reads the data sets of the repository (../Fixtures/data, ../../Examples) and writes
../Fixtures/references/ridge.json:

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install numpy scikit-learn
    /tmp/venv/bin/python Tests/References/sklearn_ridge.py

Of every set it draws small train parts, where the choice of the penalty matters. A draw is stratified:
each class is shuffled and its rows are spread evenly over (0, 1); the rows in that order are train, then
validation, then test. The row numbers are written down, so that nobody has to draw them again.

Features are centred and scaled with the mean and the population standard deviation of the train rows
(scale 1 where a column is constant), in float64. At each decay w of a grid of four a decade from 1e-6 to
1e2, LogisticRegression minimises Retort's objective of a linear network,

    mean over train rows of -log p(y | x)  +  w/2 |W|^2         nats; biases are not penalised

with C = 1/(w n) for n train rows; C = 2/(w n) with two classes, where scikit-learn fits one vector and
Retort two (sklearn_linear.py says why).

The chosen decay has the highest accuracy on the validation rows; equal accuracies go to the lower
validation log-loss, equal losses to the larger decay. It is not fitted again on train and validation.

For each case: the decay, its validation and test accuracy, and the numbers of all decays in the order of
`decays`. `largest_gradient` bounds how far any of the fits is from its minimum.
"""

import json
import os
import pathlib

# One thread sums in one order, so that the file comes out the same again.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import sklearn
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "Tests" / "Fixtures" / "references" / "ridge.json"

DECAYS = [float(f"{10 ** (k / 4):.3g}") for k in range(-24, 9)]

DIGIT_VIEWS = ["pixels", "profiles", "karhunen", "fourier", "zernike", "morphology"]
HALVES = ["left", "right"]

# Folder, views, (train rows, validation rows); the rest is test. `Examples/sweep`, `tiny` and `networks`
# hold the same arrays, and `Fixtures/data/mfeat` the same moments as `Examples/mfeat`.
SETS = [
    ("Examples/mfeat", DIGIT_VIEWS, [(60, 100), (150, 200), (400, 300)]),
    ("Examples/tiny", HALVES, [(60, 100)]),
    ("Tests/Fixtures/data/sk_digits", ["left_half32"], [(60, 100), (150, 200), (400, 300)]),
    ("Tests/Fixtures/data/sk_breast_cancer", ["worst10"], [(60, 100), (150, 150)]),
    ("Tests/Fixtures/data/sk_wine", ["phenols_colour7"], [(60, 50)]),
    ("Tests/Fixtures/data/omniglot_small1", ["image_down7x7"], [(408, 272)]),
]


def draw(labels, train, validation, seed):
    """Row numbers of train, validation and test, each ascending; every part has the shares of classes."""
    generator = np.random.default_rng(seed)
    place = np.empty(len(labels))
    for label in np.unique(labels):
        rows = generator.permutation(np.flatnonzero(labels == label))
        place[rows] = (np.arange(len(rows)) + generator.random()) / len(rows)
    order = np.argsort(place, kind="stable")
    parts = np.split(order, [train, train + validation])
    return [np.sort(part) for part in parts]


def standardised(features, train):
    features = features.astype(np.float64)
    scale = features[train].std(axis=0)
    scale[features[train].min(axis=0) == features[train].max(axis=0)] = 1
    return (features - features[train].mean(axis=0)) / scale


def softmax_form(fit):
    """Weights [features x classes] and biases; of two classes one half of the vector each."""
    weights, biases = fit.coef_.T, fit.intercept_
    if len(fit.classes_) == 2:
        return np.hstack([-weights / 2, weights / 2]), np.array([-biases[0] / 2, biases[0] / 2])
    return weights, biases


def path(features, labels, train, validation, test):
    """Accuracies and losses at every decay, from the largest down, each fit begun at the last."""
    classes = len(np.unique(labels))
    rows = len(train)
    fit = LogisticRegression(solver="lbfgs", tol=1e-7, max_iter=100_000, warm_start=True)
    results = {}
    largest_gradient = 0.0
    for decay in sorted(DECAYS, reverse=True):
        fit.set_params(C=(2 if classes == 2 else 1) / (decay * rows))
        fit.fit(features[train], labels[train])
        assert (fit.classes_ == np.arange(classes)).all()
        weights, biases = softmax_form(fit)
        scores = log_softmax(features @ weights + biases, axis=1)
        residual = np.exp(scores[train]) - np.eye(classes)[labels[train]]
        gradient = features[train].T @ residual / rows + decay * weights
        largest_gradient = max(largest_gradient, abs(gradient).max())
        right = scores.argmax(axis=1) == labels
        loss = -scores[validation, labels[validation]].mean()
        results[decay] = (right[validation].mean(), loss, right[test].mean())
    return results, largest_gradient


def case(split, parts, features, labels, view):
    train, validation, test = parts
    results, largest_gradient = path(
        standardised(features, train), labels, train, validation, test)
    chosen = max(DECAYS, key=lambda decay: (results[decay][0], -results[decay][1], decay))
    return {
        "split": split,
        "view": view,
        "features": features.shape[1],
        "decay": chosen,
        "validation_accuracy": round(float(results[chosen][0]), 6),
        "test_accuracy": round(float(results[chosen][2]), 6),
        "validation_accuracies": [round(float(results[decay][0]), 6) for decay in DECAYS],
        "validation_losses": [round(float(results[decay][1]), 6) for decay in DECAYS],
        "test_accuracies": [round(float(results[decay][2]), 6) for decay in DECAYS],
        "largest_gradient": float(f"{largest_gradient:.1e}"),
    }


def lines(items):
    return ",\n".join("  " + json.dumps(item, separators=(",", ":")) for item in items)


if __name__ == "__main__":
    splits, cases = [], []
    for folder, views, sizes in SETS:
        labels = np.load(ROOT / folder / "labels.npy", allow_pickle=False).astype(np.int64)
        for train, validation in sizes:
            parts = draw(labels, train, validation, seed=len(splits))
            splits.append(
                {
                    "folder": folder,
                    "classes": len(np.unique(labels)),
                    **dict(zip(["train", "validation", "test"], [p.tolist() for p in parts])),
                }
            )
            for view in views:
                features = np.load(ROOT / folder / f"{view}.npy", allow_pickle=False)
                found = case(len(splits) - 1, parts, features, labels, view)
                cases.append(found)
                print(
                    f"{folder.split('/')[-1]:18} {view:16} train {train:4} validation {validation:4} "
                    f"test {len(parts[2]):5} decay {found['decay']:<9g} "
                    f"validation {found['validation_accuracy']:.4f} test {found['test_accuracy']:.4f} "
                    f"best {max(found['test_accuracies']):.4f} "
                    f"gradient {found['largest_gradient']:.1e}",
                    flush=True,
                )
    head = {
        "made_by": "Tests/References/sklearn_ridge.py",
        "numpy": np.__version__,
        "scikit_learn": sklearn.__version__,
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(
        json.dumps(head)[:-1]
        + f',\n "decays": {json.dumps(DECAYS)},\n "splits": [\n{lines(splits)}\n ],\n'
        + f' "cases": [\n{lines(cases)}\n ]\n}}\n'
    )
