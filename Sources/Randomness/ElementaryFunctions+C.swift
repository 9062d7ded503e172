import Glibc

func logarithm(_ x: Double) -> Double { Glibc.log(x) }
/// Shared with the module Networks.
package func cosine(_ x: Double) -> Double { Glibc.cos(x) }
