// Tensors: Float32 numbers and everything that touches raw memory.
//
// - `Tensor`, `FeatureSource`, `Standardisation`: the values that cross the border of the engine.
// - `Arena`, `Slot`, `Instruction`: one block of memory a program, and what is replayed over it.
// - `Numerics`: what the bits depend on besides the code.
