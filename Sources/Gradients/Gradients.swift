// Gradients: a computation is traced once on a `Tape`, planned into a `Program`, and replayed.
//
// A `Variable` is a handle that holds no numbers. A new operation is a new file in `Operations` or
// `Losses`: the function a network calls, and the instructions of both directions.
//
// - `Operations`, `Losses`: what can be done to a variable. Not all are used by today's networks and methods:
//   the others are for losses of a method to come, and for programs of one's own.
// - `Planning`: where values live, which kernels fill them, and the replayed program.
//
// Not here: the numbers themselves and the kernels (`Tensors`).
