// Dense linear algebra in Double, by OpenBLAS and LAPACK.
//
// - `Matrix`: rows of numbers; products, covariances, moments of columns.
// - `SymmetricEigen`, `SingularValues`, `Cholesky`, `LeastSquares`: one decomposition a file.
// - `AlgebraLibrary`: which library this process computes with.
//
// Everything here has the same bits in any process that starts with one thread and the core type
// `AlgebraLibrary.coreType` (docs/architecture.md). Products of the engine are not these: `Tensors`.
