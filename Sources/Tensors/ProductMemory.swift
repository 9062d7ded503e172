import COpenBLAS
import Glibc

/// The working memory of products, taken before the first of them.
///
/// OpenBLAS takes it when a thread first multiplies, and where it is refused tries again for ever. Taken
/// beforehand, a refusal is an answer, and later products find what they need in OpenBLAS's pool.
public enum ProductMemory {
  /// Of one thread: OpenBLAS's buffer, of which a product touches a few megabytes, and its alignment.
  public static let bytesOfThread = (32 << 22) + 4_096

  /// - Parameter bytes: what a thread needs besides.
  /// - Returns: how many threads may multiply at once, at most `threads`; 0 where there is not even
  ///   memory for one.
  public static func reserve(threads: Int, beside bytes: Int) -> Int {
    Numerics.useOneThread()
    var held: [UnsafeMutableRawPointer] = []
    while held.count < threads, isFree(bytesOfThread + (held.count + 1) * bytes),
      let memory = blas_memory_alloc(0)
    {
      held.append(memory)
    }
    for memory in held { blas_memory_free(memory) }
    return held.count
  }

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
