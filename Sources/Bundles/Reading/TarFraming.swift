/// Follows the blocks of a tar as they pass to libarchive, and says what libarchive keeps to itself.
///
/// libarchive takes a tar cut between two members for complete, leaves what stands behind the end
/// unread, and believes one of two sizes that disagree. Other programs would see other members in the
/// same bytes, so such an archive is refused. Nothing is read here but headers and their extensions.
struct TarFraming {
  /// What is wrong, and with which member, counted from 1 as libarchive hands them out; with none
  /// where it is wrong behind the last.
  private var problem: (member: Int?, error: ArchiveError)?

  private enum Place {
    /// The next 512 bytes are a header, or zeros at the end.
    case header
    /// Content to be passed over, its padding included.
    case content(Int)
    /// Records that extend the next header (or, if global, all of them), and padding behind them.
    case records(Int, padding: Int, isGlobal: Bool)
    /// One zero block, two zero blocks.
    case firstZeroBlock, end
    /// A problem was found; there is no use in going on.
    case lost
  }

  private var place = Place.header
  private var members = 0
  private var position = 0
  /// Bytes of a header or of records, until they are whole.
  private var gathered: [UInt8] = []
  /// The size the records before the next member promise.
  private var promised: Int?

  /// libarchive refuses longer ones.
  private static let largestRecords = 1 << 20
  /// Far above what any disk holds, and far enough below `Int.max` to be rounded up.
  private static let largestSize = 1 << 60

  mutating func follow(_ piece: some RandomAccessCollection<UInt8>) {
    var rest = piece[...]
    while !rest.isEmpty {
      let taken: Int
      switch place {
      case .lost: return
      case .content(let left):
        taken = min(left, rest.count)
        place = taken == left ? .header : .content(left - taken)
      case .end:
        guard let offset = rest.firstIndex(where: { $0 != 0 }) else {
          position += rest.count
          return
        }
        let behind = position + rest.distance(from: rest.startIndex, to: offset)
        return lose(
          .trailing("something other than zeros, from byte \(behind) of the tar on"), at: nil)
      case .header, .firstZeroBlock:
        taken = gather(rest, TarHeader.bytes)
        if gathered.count == TarHeader.bytes { takeBlock() }
      case .records(let count, let padding, let isGlobal):
        taken = gather(rest, count)
        if gathered.count == count {
          place = padding > 0 ? .content(padding) : .header
          takeRecords(isGlobal: isGlobal)
        }
      }
      position += taken
      rest = rest.dropFirst(taken)
    }
  }

  /// What is wrong with the first so many members.
  func problem(upTo last: Int) -> ArchiveError? {
    guard let problem, let member = problem.member, member <= last else { return nil }
    return problem.error
  }

  /// - Throws: what is wrong with a tar that was followed to its last byte.
  func checkEnd() throws(ArchiveError) {
    if let problem { throw problem.error }
    guard case .end = place else {
      throw .truncated("the tar does not end in two zero blocks")
    }
  }

  private mutating func gather(_ rest: some RandomAccessCollection<UInt8>, _ count: Int) -> Int {
    let piece = rest.prefix(count - gathered.count)
    gathered.append(contentsOf: piece)
    return piece.count
  }

  private mutating func takeBlock() {
    defer { gathered = [] }
    let isZero = gathered.allSatisfy { $0 == 0 }
    switch (place, isZero) {
    case (.firstZeroBlock, true): place = .end
    case (.firstZeroBlock, false):
      let start = position / TarHeader.bytes * TarHeader.bytes
      lose(.trailing("a block at byte \(start) of the tar, behind a zero block"), at: nil)
    case (_, true): place = .firstZeroBlock
    case (_, false): takeHeader()
    }
  }

  private mutating func takeHeader() {
    let next = members + 1
    guard TarHeader.isPlausible(gathered), let size = TarHeader.size(gathered),
      size < Self.largestSize
    else {
      let found = "the header of member \(next) has a wrong checksum or size"
      return lose(Self.damaged(found), at: next)
    }
    switch TarHeader.kind(gathered) {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): expectRecords(size, isGlobal: false)
    case UInt8(ascii: "g"): expectRecords(size, isGlobal: true)
    case UInt8(ascii: "L"), UInt8(ascii: "K"), UInt8(ascii: "A"): pass(size)
    // The label of a volume, which libarchive passes over like this.
    case UInt8(ascii: "V"): place = .header
    case let kind:
      members = next
      takeMember(kind, size: size)
    }
  }

  private mutating func expectRecords(_ size: Int, isGlobal: Bool) {
    guard size <= Self.largestRecords else {
      return lose(Self.damaged("its extended header is \(size) bytes long"), at: members + 1)
    }
    place =
      size == 0
      ? .header : .records(size, padding: Self.padded(size) - size, isGlobal: isGlobal)
  }

  private mutating func takeMember(_ kind: UInt8, size: Int) {
    let content = promised ?? size
    // What the eleven octal digits of a header cannot say, it says as zero.
    guard content == size || content >= 1 << 33 && size == 0 else {
      return lose(
        ArchiveError(
          .damaged,
          found: "its extended header says \(content) bytes, its header \(size) bytes",
          expected: "one size; programs that believe the other would see other files",
          remedy: "pack it again"), at: members)
    }
    promised = nil
    switch kind {
    case UInt8(ascii: "S"): lose(EntryFacts.sparse(nil), at: members)
    case UInt8(ascii: "5") where content > 0:
      lose(Self.damaged("a folder with \(content) bytes of content"), at: members)
    default: pass(content)
    }
  }

  private mutating func takeRecords(isGlobal: Bool) {
    defer { gathered = [] }
    let next = members + 1
    guard let records = Self.records(gathered) else {
      return lose(Self.damaged("its extended header cannot be read"), at: next)
    }
    for (key, value) in records {
      if key.hasPrefix("GNU.sparse.") { return lose(EntryFacts.sparse(nil), at: next) }
      if isGlobal, ["size", "path", "linkpath"].contains(key) {
        return lose(Self.damaged("a global header gives all members one '\(key)'"), at: next)
      }
      guard key == "size" else { continue }
      guard let size = Int(value), (0..<Self.largestSize).contains(size) else {
        return lose(Self.damaged("the size in its extended header is no number"), at: next)
      }
      promised = size
    }
  }

  /// `LENGTH KEY=VALUE`, each with a line end behind it.
  private static func records(_ bytes: [UInt8]) -> [(key: String, value: String)]? {
    var records: [(key: String, value: String)] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let blank = rest.firstIndex(of: UInt8(ascii: " ")),
        let length = Int(String(decoding: rest[..<blank], as: UTF8.self)),
        length > blank - rest.startIndex, length <= rest.count
      else { return nil }
      let record = rest.prefix(length)
      guard record.last == UInt8(ascii: "\n"),
        let equals = record[blank...].firstIndex(of: UInt8(ascii: "="))
      else { return nil }
      records.append(
        (
          String(decoding: record[(blank + 1)..<equals], as: UTF8.self),
          String(decoding: record[(equals + 1)...].dropLast(), as: UTF8.self)
        ))
      rest = rest.dropFirst(length)
    }
    return records
  }

  private mutating func pass(_ bytes: Int) {
    place = bytes == 0 ? .header : .content(Self.padded(bytes))
  }

  private mutating func lose(_ error: ArchiveError, at member: Int?) {
    problem = (member, error)
    place = .lost
  }

  private static func padded(_ bytes: Int) -> Int { (bytes + 511) / 512 * 512 }

  private static func damaged(_ found: String) -> ArchiveError {
    ArchiveError(
      .damaged, found: found, expected: "a tar as tar programs write it",
      remedy: "copy or pack it again")
  }
}
