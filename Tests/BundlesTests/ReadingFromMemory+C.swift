@testable import Bundles

/// Reads an archive out of memory.
func read(
  _ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()
) throws(ArchiveError) -> (contents: ArchiveContents, members: [String: [UInt8]]) {
  var sink = MemorySink()
  let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
  defer { copy.deallocate() }
  copy.copyBytes(from: bytes)
  let contents = try ArchiveReader.read(
    ByteSource(memory: UnsafeRawBufferPointer(copy)), limits: limits, into: &sink)
  return (contents, sink.members)
}

/// The error an archive is refused with.
func refusal(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) -> ArchiveError? {
  do throws(ArchiveError) {
    _ = try read(bytes, limits: limits)
    return nil
  } catch {
    return error
  }
}
