// Gradients: a computation is traced once on a `Tape`, planned into a `Program`, and replayed.
//
// A `Variable` is a handle that holds no numbers. Operations stand in `Layers` and `Losses`; a new one
// adds its case to `Operation` and its instructions to `Plan`.
//
// Not here: the numbers themselves and the kernels (`Tensors`).
