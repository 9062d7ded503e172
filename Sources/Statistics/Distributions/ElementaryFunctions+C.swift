import Glibc

// The C library's elementary functions under readable names; shared with the module Information.

/// ln x
package func logarithm(_ x: Double) -> Double { Glibc.log(x) }
/// ln(1 + x), exact for small x.
package func logarithm(ofOnePlus x: Double) -> Double { Glibc.log1p(x) }
/// eˣ
package func exponential(_ x: Double) -> Double { Glibc.exp(x) }
/// 1 − erf(x), without cancellation in the upper tail.
package func complementaryErrorFunction(_ x: Double) -> Double { Glibc.erfc(x) }
