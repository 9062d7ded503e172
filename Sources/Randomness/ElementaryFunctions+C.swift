import Glibc

func logarithm(_ x: Double) -> Double { Glibc.log(x) }
func cosine(_ x: Double) -> Double { Glibc.cos(x) }
