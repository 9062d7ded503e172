import FuzzTargets
import Glibc

/// What libFuzzer calls. The variable `RETORT_FUZZ_TARGET` names the target.
private let target: FuzzTarget = {
  let name = getenv("RETORT_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
    let names = FuzzTarget.all.map(\.name).joined(separator: " ")
    fatalError("RETORT_FUZZ_TARGET names no target; there are: \(names)")
  }
  return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func feed(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do throws(BrokenPromise) {
    try target.feed(Array(UnsafeBufferPointer(start: bytes, count: count)))
  } catch {
    fatalError(error.description)
  }
  return 0
}
