"""Reference fits for the linear truth: scikit-learn's logistic regression on five public sets.

Reads the arrays in ../Fixtures/data and writes ../Fixtures/references/linear.json:

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install numpy scikit-learn
    /tmp/venv/bin/python Tests/References/sklearn_linear.py

Features are centred and scaled with the mean and the population standard deviation of the train
rows (scale 1 where a column is constant), in float64. LogisticRegression(C=1) minimises

    sum over rows of -log p(y | x)  +  1/2 |W|^2            nats; biases are not penalised

Divided by the number of train rows n this is Retort's objective for a linear network,

    mean cross-entropy  +  weight_decay/2 |W|^2             with weight_decay = 1/n

With two classes scikit-learn fits one vector v (a sigmoid) and Retort two (a softmax). At the
optimum the two are +v/2 and -v/2, so |W|^2 = |v|^2/2 and the same objective needs
weight_decay = 2/n. Both cases are written in the softmax form; `weight_decay` says which.

The objective is strictly convex in W: its minimum is one number, whatever the solver. It is computed
in float64 from the fitted coefficients. `largest_gradient` bounds how far the reference itself is
from the minimum.
"""

import json
import pathlib

import numpy as np
import sklearn
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent / "Fixtures" / "data"
TARGET = HERE.parent / "Fixtures" / "references" / "linear.json"

SETS = [
    ("mfeat", "zer"),
    ("sk_digits", "left_half32"),
    ("sk_breast_cancer", "worst10"),
    ("sk_wine", "phenols_colour7"),
    ("omniglot_small1", "image_down7x7"),
]


def reference(name, view):
    folder = DATA / name
    features = np.load(folder / f"{view}.npy", allow_pickle=False).astype(np.float64)
    labels = np.load(folder / "labels.npy", allow_pickle=False)
    train = np.load(folder / "train.npy", allow_pickle=False)
    test = np.load(folder / "test.npy", allow_pickle=False)

    mean = features[train].mean(axis=0)
    scale = features[train].std(axis=0)
    scale[scale == 0] = 1
    features = (features - mean) / scale

    fit = LogisticRegression(C=1.0, solver="lbfgs", tol=1e-10, max_iter=1_000_000)
    fit.fit(features[train], labels[train])
    classes = len(fit.classes_)
    assert (fit.classes_ == np.arange(classes)).all()

    weights, biases = fit.coef_.T, fit.intercept_
    weight_decay = 1 / len(train)
    if classes == 2:
        weights = np.hstack([-weights / 2, weights / 2])
        biases = np.array([-biases[0] / 2, biases[0] / 2])
        weight_decay = 2 / len(train)

    scores = log_softmax(features[train] @ weights + biases, axis=1)
    cross_entropy = -scores[np.arange(len(train)), labels[train]].mean()
    residual = np.exp(scores) - np.eye(classes)[labels[train]]
    gradient = features[train].T @ residual / len(train) + weight_decay * weights
    predicted = (features[test] @ weights + biases).argmax(axis=1)
    assert (predicted == fit.predict(features[test])).all()

    return {
        "set": name,
        "view": view,
        "train_rows": len(train),
        "test_rows": len(test),
        "features": features.shape[1],
        "classes": classes,
        "weight_decay": weight_decay,
        "objective": cross_entropy + weight_decay / 2 * (weights**2).sum(),
        "cross_entropy": cross_entropy,
        "largest_gradient": max(abs(gradient).max(), abs(residual.mean(axis=0)).max()),
        "iterations": int(fit.n_iter_.max()),
        "test_accuracy": float((predicted == labels[test]).mean()),
        "test_predictions": predicted.tolist(),
    }


if __name__ == "__main__":
    results = [reference(name, view) for name, view in SETS]
    document = {
        "made_by": "Tests/References/sklearn_linear.py",
        "numpy": np.__version__,
        "scikit_learn": sklearn.__version__,
        "unit": "nats, mean over train rows",
        "sets": results,
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(document, indent=1) + "\n")
    for result in results:
        print(
            f"{result['set']:18} {result['view']:16} objective {result['objective']:.12f} "
            f"gradient {result['largest_gradient']:.1e} iterations {result['iterations']} "
            f"test accuracy {result['test_accuracy']:.4f}"
        )
