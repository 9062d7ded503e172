import Glibc

/// The private memory a process may still have, found out before anything needs it: a refusal is then an
/// answer and not the end of the process.
enum FreeMemory {
  /// - Parameter bytes: what each thread needs.
  /// - Returns: how many threads can have that at once, at most `threads`; 0 where there is not even
  ///   memory for one.
  static func threads(atMost threads: Int, each bytes: Int) -> Int {
    var count = 0
    while count < threads, isFree((count + 1) * bytes) { count += 1 }
    return count
  }

  /// Mapped, which is when a limit of private memory counts, and given back untouched.
  private static func isFree(_ bytes: Int) -> Bool {
    guard
      let start = mmap(
        nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0),
      start != MAP_FAILED
    else { return false }
    munmap(start, bytes)
    return true
  }
}
