// Networks: shapes and names of networks, how they are trained, and how they leave the program.
//
// - `Network`: a Sendable value of a `NetworkBody` and a head; parameters are one flat buffer beside it.
// - `Architectures`: the engine's bodies, one a file, and their settings. A body may also stand elsewhere.
// - `Layers`: what bodies are made of; each appends its slices to the layout and acts on variables.
// - `Training`: one fit: objectives and what they learn, batches, epochs, phases, early stopping, divergence,
//   checkpoints.
// - `Optimization`: one pass over the flat buffer a step, its rate by a schedule; L-BFGS for linear
//   networks.
// - `SafeTensors`: named arrays to and from bytes.
//
// Not here: what a student is told (`Distillation`), files.
