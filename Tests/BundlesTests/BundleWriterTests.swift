import ArchiveMaking
import Digests
import Glibc
import Testing

@testable import Bundles

@Suite("Packing a bundle") struct BundleWriterTests {
  private let job = BundleWriter.Entry(name: "job.yaml", bytes: Array("retort: 1\n".utf8))
  private let array = BundleWriter.Entry(name: "ä/x.npy", bytes: [1, 2, 3])

  @Test("gives the same bytes for the same members, in whatever order they come")
  func reproducible() throws {
    let bytes = try BundleWriter().bytes([job, array])
    #expect(try BundleWriter().bytes([array, job]) == bytes)
  }

  @Test("is read back with every member, sorted, and a manifest that agrees")
  func roundTrip() throws {
    let (contents, members) = try read(try BundleWriter().bytes([job, array]))
    #expect(contents.members.map(\.name) == ["job.yaml", "manifest.json", "ä/x.npy"])
    #expect(contents.hasManifest)
    #expect(contents.format == .zstd)
    #expect(members["ä/x.npy"] == [1, 2, 3])
    let manifest = String(decoding: try #require(members["manifest.json"]), as: UTF8.self)
    #expect(
      manifest == """
        {
          "retort": 1,
          "members": {
            "job.yaml": {"bytes": 10, "sha256": "\(Digest(of: "retort: 1\n"))"},
            "ä/x.npy": {"bytes": 3, "sha256": "\(Digest(of: [1, 2, 3]))"}
          }
        }

        """)
  }

  @Test("tells which members it wrote")
  func members() throws {
    let folder = try TemporaryFolder()
    let file = open("\(folder.path)/bundle", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(file) }
    let written = try BundleWriter().write([job, array], to: file)
    var sink = MemorySink()
    #expect(try ArchiveReader.read(descriptor: file, into: &sink).members == written)
  }

  @Test("refuses what the reader would refuse: no job.yaml, bad or repeated names, a manifest")
  func refused() {
    func refusal(_ entries: [BundleWriter.Entry]) -> ArchiveError? {
      do throws(ArchiveError) {
        _ = try BundleWriter().bytes(entries)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal([array])?.kind == .noSpecification)
    #expect(refusal([job, .init(name: "../x", bytes: [])])?.kind == .memberName)
    #expect(refusal([job, .init(name: "./x", bytes: [])])?.kind == .memberName)
    #expect(refusal([job, .init(name: "JOB.yaml", bytes: [])])?.kind == .collision)
    #expect(refusal([job, .init(name: "manifest.json", bytes: [])])?.kind == .manifest)
  }

  @Test("packs a directory without hidden files, and refuses links in it")
  func directory() throws {
    let folder = try TemporaryFolder()
    try folder.write("job.yaml", "retort: 1\n")
    try folder.write("data/x.csv", "a\n1\n")
    try folder.write(".hidden", "x")
    try folder.write("manifest.json", "old")
    let directory = try BundleDirectory(path: folder.path)
    #expect(directory.names == ["data/x.csv", "job.yaml", "manifest.json"])
    #expect(directory.skipped == [".hidden"])
    let packed = try BundleWriter().bytes(BundleWriter.entries(of: directory))
    let (contents, members) = try read(packed)
    #expect(contents.members.map(\.name) == ["data/x.csv", "job.yaml", "manifest.json"])
    #expect(members["data/x.csv"] == Array("a\n1\n".utf8))

    #expect(throws: ArchiveError.self) { try directory.open("../x") }
    // Beside the directory, behind a '/' that is part of a character.
    let outside = folder.path + "/\u{301}outside"
    #expect(close(creat(outside, 0o600)) == 0)
    let inner = try BundleDirectory(path: folder.path + "/data")
    let escape = #expect(throws: ArchiveError.self) { try inner.open("../\u{301}outside") }
    #expect(escape?.found.contains("combining mark") == true)
    #expect(unlink(outside) == 0)
    #expect(symlink("/etc/passwd", "\(folder.path)/link") == 0)
    let error = #expect(throws: ArchiveError.self) { try BundleDirectory(path: folder.path) }
    #expect(error?.description.hasPrefix("member 'link': a symbolic link") == true)
    #expect(throws: ArchiveError.self) { try directory.open("link") }
  }
}

@Suite("A manifest") struct ManifestTests {
  private func archive(_ manifest: String, extra: [String] = []) -> [UInt8] {
    var tar = TarBlocks()
    tar.add("job.yaml", ArchiveReaderTests.job)
    tar.add("x.npy", [1])
    tar.add("manifest.json", Array(manifest.utf8))
    return tar.closed()
  }

  private func manifest(_ members: [ArchiveMember]) -> String {
    String(decoding: Manifest(members: members).json(), as: UTF8.self)
  }

  private let job = ArchiveMember(
    name: "job.yaml", size: 10, digest: Digest(of: ArchiveReaderTests.job))
  private let array = ArchiveMember(name: "x.npy", size: 1, digest: Digest(of: [1]))

  @Test("that agrees is accepted")
  func agrees() {
    #expect(refusal(archive(manifest([job, array]))) == nil)
  }

  @Test("that disagrees names the member and both digests")
  func mismatch() throws {
    let wrong = ArchiveMember(name: "x.npy", size: 1, digest: Digest(of: [2]))
    let error = try #require(refusal(archive(manifest([job, wrong]))))
    #expect(error.kind == .manifest && error.member == "x.npy")
    #expect(error.description.contains("1 bytes with SHA-256 \(Digest(of: [1]))"))
    #expect(error.description.contains("1 bytes with SHA-256 \(Digest(of: [2]))"))
  }

  @Test("names members it does not list, and members that are not there")
  func difference() {
    #expect(refusal(archive(manifest([job])))?.found == "not in manifest.json: 'x.npy'")
    let gone = ArchiveMember(name: "gone", size: 0, digest: Digest(of: ""))
    #expect(
      refusal(archive(manifest([job, array, gone])))?.found
        == "in manifest.json but not in the archive: 'gone'")
  }

  @Test(
    "that cannot be read is refused with the place",
    arguments: [
      ("{", "line 1, column 2"), ("[]", "its \"retort\" is not 1"),
      ("{\"retort\": 1}", "no object \"members\""),
      ("{\"retort\": 1, \"members\": {\"a\": {}}}", "'a' has no valid"),
      ("{\"retort\": 1, \"retort\": 1}", "the name occurs twice"),
    ])
  func unreadable(_ text: String, _ reason: String) {
    let error = refusal(archive(text))
    #expect(error?.kind == .manifest)
    #expect(error?.found.contains(reason) == true, "\(String(describing: error))")
  }
}

@Suite("JSON") struct JSONValueTests {
  @Test("is read into values, whole numbers staying whole")
  func values() throws {
    let text = #" [1, -2.5e1, "a\u00e9\n\ud83d\ude00", true, null, {"k": []}] "#
    #expect(
      try JSONValue(parsing: Array(text.utf8))
        == .array([
          .integer(1), .real(-25), .text("aé\n😀"), .flag(true), .null,
          .object([.init(name: "k", value: .array([]))]),
        ]))
  }

  @Test(
    "is refused with line and column",
    arguments: [
      ("[1,\n 2", "line 2, column 3: expected ',' or ']'"), ("01", "line 1, column 3"),
      ("[\"a", "a text without a closing quote"), ("\"\\ud800\"", "half of a surrogate pair"),
      ("\"\\u+123\"", "four hexadecimal digits"), ("1 2", "text after the end"),
      (String(repeating: "[", count: 100), "nested more than 64 deep"),
    ])
  func refused(_ text: String, _ reason: String) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
    #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
  }

  @Test("survives thousands of random edits")
  func mutations() {
    var generator = SplitMix(state: 3)
    let seed = Array(#"{"retort": 1, "members": {"é": [1.5e3, "\u00e9", true, null, -7]}}"#.utf8)
    for _ in 0..<3_000 { _ = try? JSONValue(parsing: generator.edited(seed)) }
  }
}
