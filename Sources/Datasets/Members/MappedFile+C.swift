import Digests
import Glibc

/// The bytes of a file, mapped read-only: pages come from the disk when they are touched.
///
/// - Warning: If the file is cut short while it is mapped, touching a lost page raises `SIGBUS` and
///   ends the process. Objects of the ledger never change; a directory given to `retort run` must be
///   left alone while the job runs.
public final class MappedFile: @unchecked Sendable {
  // Immutable memory after `init`: safe to share between threads.
  private enum Origin { case mapped, allocated }

  package let bytes: UnsafeRawBufferPointer
  private let origin: Origin

  /// - Parameter descriptor: a regular file; may be closed afterwards.
  public init(descriptor: Int32, name: String) throws(DatasetProblem) {
    let size = lseek(descriptor, 0, SEEK_END)
    guard size >= 0 else { throw Self.unreadable(name) }
    guard size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      origin = .mapped
      return
    }
    guard let start = mmap(nil, Int(size), PROT_READ, MAP_PRIVATE, descriptor, 0),
      start != MAP_FAILED
    else { throw Self.unreadable(name) }
    bytes = UnsafeRawBufferPointer(start: start, count: Int(size))
    origin = .mapped
  }

  /// Bytes that are in memory anyway: a member of an `.npz`, a test.
  public init(_ content: [UInt8]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count, alignment: 64)
    memory.copyBytes(from: content)
    bytes = UnsafeRawBufferPointer(memory)
    origin = .allocated
  }

  deinit {
    switch origin {
    case .allocated: bytes.deallocate()
    case .mapped:
      if let start = bytes.baseAddress {
        munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
      }
    }
  }

  public var count: Int { bytes.count }

  /// Private memory it holds: none where the file is mapped.
  var memoryBytes: Int {
    switch origin {
    case .mapped: 0
    case .allocated: bytes.count
    }
  }

  /// Says that what lies behind `range` will be read next, once in some megabytes: page by page, a cold
  /// file comes several times slower than its disk is.
  func readAhead(behind range: Range<Int>) {
    let window = 8 << 20
    guard origin == .mapped, range.lowerBound / window != range.upperBound / window,
      let base = bytes.baseAddress
    else { return }
    let start = range.upperBound / window * window
    let length = min(2 * window, bytes.count - start)
    guard length > 0 else { return }
    // Advice: where it is refused, pages still come when they are touched.
    _ = madvise(UnsafeMutableRawPointer(mutating: base + start), length, MADV_WILLNEED)
  }

  public func copy() -> [UInt8] { Array(bytes) }

  /// The first `most` bytes.
  func start(_ most: Int) -> [UInt8] { Array(bytes.prefix(most)) }

  var digest: Digest {
    var hasher = DigestHasher()
    hasher.update(bytes)
    return hasher.finish()
  }

  private static func unreadable(_ name: String) -> DatasetProblem {
    DatasetProblem(
      .memberUnreadable, at: name,
      found: "it cannot be read: \(strerror(errno).map { String(cString: $0) } ?? "unknown")")
  }
}
