import ArgumentParser
import Bundles
import Inbox

struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack", abstract: "Packs a directory into a reproducible bundle.",
    discussion: """
      The same files give the same bytes. A manifest of digests is added; hidden files are left out.

      EXAMPLES:
        retort pack Examples/mfeat
        retort pack Examples/mfeat --output lab/inbox/mfeat.tar.zst
      """)

  @Argument(help: "A directory with a job.yaml and data files.")
  var directory: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write it (default: DIRECTORY.tar.zst here).", valueName: "file"))
  var output: String?
  @OptionGroup var printing: OutputOptions

  func run() throws {
    guard case .directory = try BundlePlace(directory).source else {
      throw CommandFailure(
        RetortExit.usage,
        "\(directory): a file, not a directory\n  remedy: give a directory with a job.yaml")
    }
    let path = output ?? "\(BundlePlace.lastComponent(directory)).tar.zst"
    let target = try BundleTarget(path)
    let members: [ArchiveMember]
    do {
      let source = try BundleDirectory(path: directory)
      for name in source.skipped { Console.complain("left out, because it is hidden: \(name)") }
      members = try target.write { descriptor in
        try BundleWriter().write(BundleWriter.entries(of: source), to: descriptor)
      }
    } catch let error as ArchiveError {
      throw CommandFailure(
        error.kind == .system || error.kind == .storing ? RetortExit.trouble : RetortExit.usage,
        "\(directory): \(error.description)")
    }
    if printing.json {
      try JSONLine.say(PackFact(bundle: path, files: members.count))
    } else {
      Console.say(path)
    }
  }
}

private struct PackFact: Encodable {
  var bundle: String
  var files: Int
}

/// A file being written beside its place, so that an inbox never sees half a bundle.
struct BundleTarget {
  private let folder: Folder
  private let name: FileName
  private let path: String

  init(_ path: String) throws {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = FileName(parts.last.map(String.init) ?? "") else {
      throw CommandFailure(RetortExit.usage, "\(path): not the name of a file to write")
    }
    let parent = parts.dropLast().joined(separator: "/")
    self.name = name
    self.path = path
    folder = try Folder(path: parts.count == 1 ? "." : parent.isEmpty ? "/" : parent)
    guard try folder.facts(name) == nil else { throw Self.taken(path) }
  }

  func write<Value>(_ body: (Int32) throws -> Value) throws -> Value {
    let unfinished = try unfinishedName()
    do {
      let file = try folder.create(unfinished)
      let value = try body(file.number)
      try file.synchronise()
      try folder.move(unfinished, to: folder, as: name)
      return value
    } catch {
      try? folder.remove(unfinished)
      if let error = error as? SystemError, error.code == 17 { throw Self.taken(path) }
      throw error
    }
  }

  private func unfinishedName() throws -> FileName {
    let number = UInt64.random(in: .min ... .max)
    guard let name = FileName(".\(String(number, radix: 16)).part") else {
      throw TroubleError("no temporary name could be made")
    }
    return name
  }

  private static func taken(_ path: String) -> CommandFailure {
    CommandFailure(
      RetortExit.usage,
      "\(path): there is a file of this name\n  remedy: remove it, or name another with --output")
  }
}
