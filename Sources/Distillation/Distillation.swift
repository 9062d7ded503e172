// Distillation: how a teacher's outputs train a student, and what is held against it.
//
// - `Task`: what is to be learned, from which rows; labels, scales, softmax. Test rows are reachable
//   only through a finished fit (`TestRows`).
// - `Learners`: one path that trains every arm; cross-fitting; the student's own grid.
// - `Methods`: a file a method, and the registry that specifications, help and docs are made from.
// - `Networks`: a file a kind of network, likewise: its words in `job.yaml`, what it makes of rows, and
//   the engine's network that it is.
// - `Propagation`: labels of a few rows given to their neighbours (`LabelPropagation`).
// - `Targets`: controls done to a teacher's outputs, and a teacher's character.
// - `Verdicts`: the rows a verdict may use.
//
// Not here: which runs a job has and in which order (`Experiments`), intervals (`Statistics`), files.
