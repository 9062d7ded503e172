import CSystem
import Glibc

/// A folder held open: everything in it is reached through this descriptor, so that nobody who may
/// rename things around it can lead Retort elsewhere. No call here follows a link.
public final class Folder: Sendable {
  public let descriptor: Descriptor
  /// For messages and for those who are told where something lies.
  public let path: String

  private init(_ number: Int32, path: String) {
    descriptor = Descriptor(number, path: path)
    self.path = path
  }

  /// The folder at a path; the path itself may lead over links.
  public convenience init(path: String) throws(SystemError) {
    let number = path.withCString { retort_open_directory($0) }
    guard number >= 0 else { throw .last("open the folder \(path)") }
    self.init(number, path: path)
  }

  /// - Throws: `ENOENT` where there is none, `ENOTDIR` or `ELOOP` where something else has the name.
  public func folder(_ name: FileName) throws(SystemError) -> Folder {
    let number = call(name) { retort_open_directory_at(descriptor.number, $0) }
    guard number >= 0 else { throw .last("open the folder \(shown(name))") }
    return Folder(number, path: joined(name))
  }

  /// The folder of that name, made if there is none.
  public func folderMadeIfAbsent(
    _ name: FileName, permissions: UInt32 = 0o777
  ) throws(SystemError) -> Folder {
    do { try makeFolder(name, permissions: permissions) } catch {
      if error.code != EEXIST { throw error }
    }
    return try folder(name)
  }

  public func makeFolder(_ name: FileName, permissions: UInt32 = 0o777) throws(SystemError) {
    let made = call(name) { retort_make_directory_at(descriptor.number, $0, permissions) }
    guard made == 0 else { throw .last("make the folder \(shown(name))") }
  }

  /// Everything in the folder but `.` and `..`, sorted by bytes.
  public func names() throws(SystemError) -> [FileName] {
    // A second descriptor: `fdopendir` takes it over and moves its position.
    let number = ".".withCString { retort_open_directory_at(descriptor.number, $0) }
    guard number >= 0 else { throw .last("list \(path)") }
    guard let listing = fdopendir(number) else {
      let failure = SystemError.last("list \(path)")
      close(number)
      throw failure
    }
    defer { closedir(listing) }
    var names: [FileName] = []
    while true {
      errno = 0
      guard let entry = readdir(listing) else { break }
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if let name = FileName(bytes: bytes) { names.append(name) }
    }
    guard errno == 0 else { throw .last("list \(path)") }
    return names.sorted()
  }

  /// `nil` where there is nothing of that name.
  public func facts(_ name: FileName) throws(SystemError) -> FileFacts? {
    var found = retort_file_facts()
    guard call(name, { retort_facts_at(descriptor.number, $0, &found) }) == 0 else {
      if errno == ENOENT { return nil }
      throw .last("look at \(shown(name))")
    }
    return FileFacts(found)
  }

  /// Opens for reading; neither follows a link nor waits for a writer of a FIFO.
  public func open(_ name: FileName) throws(SystemError) -> Descriptor {
    let number = call(name) { retort_open_file_at(descriptor.number, $0) }
    guard number >= 0 else { throw .last("open \(shown(name))") }
    return Descriptor(number, path: joined(name))
  }

  /// A new file; an existing one is an error.
  public func create(_ name: FileName, permissions: UInt32 = 0o666) throws(SystemError)
    -> Descriptor
  {
    let number = call(name) { retort_create_file_at(descriptor.number, $0, permissions) }
    guard number >= 0 else { throw .last("create \(shown(name))") }
    return Descriptor(number, path: joined(name))
  }

  func openOrCreate(_ name: FileName) throws(SystemError) -> Descriptor {
    let number = call(name) { retort_open_or_create_at(descriptor.number, $0, 0o644) }
    guard number >= 0 else { throw .last("open \(shown(name))") }
    return Descriptor(number, path: joined(name))
  }

  /// Renames into another folder.
  /// - Throws: `EEXIST` where the new name is taken, `ENOENT` where the file has gone.
  public func move(
    _ name: FileName, to folder: Folder, as newName: FileName
  ) throws(SystemError) {
    let moved = call(name) { from in
      folder.call(newName) { to in
        retort_rename_new(descriptor.number, from, folder.descriptor.number, to)
      }
    }
    guard moved == 0 else { throw .last("move \(shown(name)) to \(folder.shown(newName))") }
  }

  /// Renames inside this folder; what had the new name before is gone.
  func replace(_ newName: FileName, by name: FileName) throws(SystemError) {
    let moved = call(name) { from in
      call(newName) { retort_rename(descriptor.number, from, descriptor.number, $0) }
    }
    guard moved == 0 else { throw .last("rename \(shown(name)) to \(shown(newName))") }
  }

  /// Two names change places at once: nobody sees either missing.
  func exchange(_ name: FileName, with other: FileName) throws(SystemError) {
    let moved = call(name) { from in
      call(other) { retort_exchange(descriptor.number, from, descriptor.number, $0) }
    }
    guard moved == 0 else { throw .last("exchange \(shown(name)) and \(shown(other))") }
  }

  /// Removes a file or a link; one that has gone already is no error.
  public func remove(_ name: FileName) throws(SystemError) {
    guard call(name, { unlinkat(descriptor.number, $0, 0) }) == 0 || errno == ENOENT else {
      throw .last("remove \(shown(name))")
    }
  }

  /// Removes an empty folder; one that has gone already is no error.
  public func removeFolder(_ name: FileName) throws(SystemError) {
    guard call(name, { unlinkat(descriptor.number, $0, AT_REMOVEDIR) }) == 0 || errno == ENOENT
    else { throw .last("remove the folder \(shown(name))") }
  }

  /// Names in this folder are on disk: renames and removals survive a loss of power.
  public func synchronise() throws(SystemError) {
    try descriptor.synchronise()
  }

  private func joined(_ name: FileName) -> String {
    path == "." ? name.text : "\(path)/\(name.text)"
  }

  /// The path of a name, safe to print.
  func shown(_ name: FileName) -> String { "\(path)/\(ShownName.plain(name))" }

  private func call(_ name: FileName, _ body: (UnsafePointer<CChar>) -> Int32) -> Int32 {
    let characters = (name.bytes + [0]).map { CChar(bitPattern: $0) }
    return characters.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else {
        errno = EINVAL
        return -1
      }
      return body(start)
    }
  }
}
