// Tensors: Float32 numbers and the memory they are computed in.
//
// - `Tensor`, `FeatureSource`, `Standardisation`: the values that cross the border of the engine.
// - `Arena`, `Slot`, `Instruction`: one block of memory a run, and what is replayed over it.
// - `Numerics`: what the bits depend on besides the code.
