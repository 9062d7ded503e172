extension Folder {
  /// Writes a file that is either there whole or not at all: temporary name, flush, rename, flush of
  /// the folder. What had the name before is replaced.
  public func write(_ bytes: [UInt8], as name: FileName) throws(SystemError) {
    try write(bytes) { temporary throws(SystemError) in try replace(name, by: temporary) }
  }

  /// The same without any flush: whole for those who read it now, perhaps lost with the power. For one
  /// writer a name.
  func writeUnflushed(_ bytes: [UInt8], as name: FileName) throws(SystemError) {
    let temporary = FileName(own: ".\(name.text).part")
    try remove(temporary)
    let file = try create(temporary)
    do {
      try file.write(bytes)
      try replace(name, by: temporary)
    } catch {
      try? remove(temporary)
      throw error
    }
  }

  /// The same for a name nothing has.
  /// - Throws: `EEXIST` where something has it.
  func writeNew(_ bytes: [UInt8], as name: FileName) throws(SystemError) {
    try write(bytes) { temporary throws(SystemError) in
      try move(temporary, to: self, as: name)
    }
  }

  private func write(
    _ bytes: [UInt8], placing place: (_ temporary: FileName) throws(SystemError) -> Void
  ) throws(SystemError) {
    let temporary = FileName(own: ".\(UniqueName.make()).part")
    let file = try create(temporary)
    do {
      try file.write(bytes)
      try file.synchronise()
      try place(temporary)
    } catch {
      try? remove(temporary)
      throw error
    }
    try synchronise()
  }

  /// Removes what a crash has left of files and folders being written; only while nobody writes here.
  func removeUnfinished() throws(SystemError) {
    for name in try names() where name.isHidden && name.hasSuffix(".part") { try removeWhole(name) }
  }

  /// The bytes of a regular file; `nil` where there is none of that name, or it is longer.
  public func contents(_ name: FileName, atMost limit: Int) throws(SystemError) -> [UInt8]? {
    guard let facts = try facts(name), facts.kind == .regular, facts.bytes <= limit else {
      return nil
    }
    let file = try open(name)
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let piece = try file.read(atMost: 1 << 16)
      if piece.isEmpty { return bytes }
      bytes += piece
    }
    return nil
  }

  /// Removes whatever has the name: a file, a link, or a folder with everything in it.
  public func removeWhole(_ name: FileName) throws(SystemError) {
    guard let facts = try facts(name) else { return }
    guard facts.kind == .folder else { return try remove(name) }
    let inner = try folder(name)
    for entry in try inner.names() { try inner.removeWhole(entry) }
    try removeFolder(name)
  }
}

/// Names nobody else has: for claims and temporary files.
enum UniqueName {
  /// Moment and chance: 16 hexadecimal digits of nanoseconds since 1970, so that names sort by age,
  /// and 16 random ones.
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    return padded(UInt64(Clock.nanoseconds())) + "-" + padded(generator.next())
  }

  private static func padded(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
