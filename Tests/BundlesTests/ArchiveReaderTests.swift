import Digests
import Glibc
import Testing

@testable import Bundles

@Suite("Reading an archive") struct ArchiveReaderTests {
  static let job = Array("retort: 1\n".utf8)
  /// Not compressible away, and longer than any buffer on the way.
  static let data: [UInt8] = {
    var state: UInt32 = 1
    return (0..<300_000).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
  }()

  private func tar() -> [UInt8] {
    var tar = TarBlocks()
    tar.add("./", kind: .folder)
    tar.add("./job.yaml", Self.job)
    tar.add("arrays/", kind: .folder)
    tar.add("arrays/x.npy", Self.data)
    tar.add("empty.csv")
    return tar.closed()
  }

  @Test("gives the same members from every tar format", arguments: ArchiveFormat.allCases)
  func formats(_ format: ArchiveFormat) throws {
    let bytes =
      format == .zip
      ? try ArchiveMaking.zip([
        ("job.yaml", Self.job), ("arrays/x.npy", Self.data), ("empty.csv", []),
      ]) : try ArchiveMaking.compressed(tar(), as: format)
    let (contents, members) = try read(bytes)
    #expect(contents.format == format)
    #expect(contents.members.map(\.name) == ["arrays/x.npy", "empty.csv", "job.yaml"])
    #expect(contents.members[0].digest == Digest(of: Self.data))
    #expect(contents.members[0].size == Self.data.count)
    #expect(contents.specification == Self.job)
    #expect(members["arrays/x.npy"] == Self.data)
    #expect(contents.strippedFolder == nil && !contents.hasManifest)
  }

  @Test("reads from a file without moving its offset, and refuses what is no regular file")
  func descriptors() throws {
    let folder = try TemporaryFolder()
    let file = open("\(folder.path)/archive", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(file) }
    let bytes = tar()
    #expect(bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } == bytes.count)
    var sink = MemorySink()
    _ = try ArchiveReader.read(descriptor: file, into: &sink)
    #expect(lseek(file, 0, SEEK_CUR) == bytes.count)
    #expect(sink.members["arrays/x.npy"] == Self.data)

    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    #expect(throws: ArchiveError.self) { try ArchiveReader.read(descriptor: ends[0], into: &sink) }
  }

  @Test("keeps names beyond ASCII, in tar, pax and zip")
  func names() throws {
    let long = String(repeating: "é", count: 80) + ".npy"
    var tar = TarBlocks()
    tar.add("job.yaml", Self.job)
    tar.add("größe.npy", [1])
    tar.add(long, [2])
    #expect(try read(tar.closed()).contents.members.map(\.name) == ["größe.npy", "job.yaml", long])
    let zip = try ArchiveLibrary.inUTF8 {
      try ArchiveMaking.zip([("job.yaml", Self.job), ("größe.npy", [1])])
    }
    #expect(try read(zip).contents.members.map(\.name) == ["größe.npy", "job.yaml"])
  }

  @Test("takes a single top folder off, if job.yaml lies in it")
  func folder() throws {
    var tar = TarBlocks()
    tar.add("bundle/job.yaml", Self.job)
    tar.add("bundle/x/a.npy", [1])
    let contents = try read(tar.closed()).contents
    #expect(contents.members.map(\.name) == ["job.yaml", "x/a.npy"])
    #expect(contents.strippedFolder == "bundle")
    #expect(contents.specification == Self.job)
  }

  @Test(
    "without job.yaml says what is at the root",
    arguments: [
      (["x.npy", "d/y.npy"], "which holds 'd/', 'x.npy'"),
      (["a/job.yaml", "x.npy"], "'a/job.yaml' is too deep"), (["a/b/job.yaml"], "holds 'a/'"),
      ([], "which holds nothing"),
    ])
  func noSpecification(_ names: [String], _ expected: String) throws {
    var tar = TarBlocks()
    for name in names { tar.add(name, [1]) }
    let error = try #require(refusal(tar.closed()))
    #expect(error.kind == .noSpecification)
    #expect(error.description.contains(expected), "\(error)")
  }

  // MARK: what is no archive

  @Test(
    "refuses other formats by name, and says what is accepted",
    arguments: [
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7-Zip"), (Array("Rar!\u{1A}\u{7}".utf8), "RAR"),
      (Array("LRZI".utf8), "lrzip"), (Array("LZIP".utf8), "lzip"), (Array("070701".utf8), "cpio"),
      (Array("retort: 1\nname: x\n".utf8), "the text 'retort: 1"),
      ([0, 1, 2, 3], "no known format"),
      ([0x1F, 0x9D, 0x90], "compress"),
      (
        [UInt8](repeating: 1, count: 32_769) + Array("CD001".utf8), "an ISO image"
      ),
    ])
  func otherFormats(_ start: [UInt8], _ name: String) throws {
    let error = try #require(refusal(start))
    #expect(error.kind == .notAnArchive)
    #expect(error.description.contains("not an archive Retort reads"))
    #expect(error.description.contains(name), "\(error)")
    #expect(
      error.description.contains("a tar (plain, gzip, zstd, xz, bzip2 or lz4) or a zip"))
  }

  @Test("refuses an empty file, and a compressed file that holds no tar")
  func noTar() throws {
    #expect(refusal([])?.found == "the archive is truncated: the file is empty")
    let text = try ArchiveMaking.compressed(Self.job, as: .gzip)
    #expect(refusal(text)?.found == "not an archive: what is compressed here is no tar")
  }

  @Test("refuses a tar compressed twice")
  func twice() throws {
    let once = try ArchiveMaking.compressed(tar(), as: .gzip)
    let error = refusal(try ArchiveMaking.compressed(once, as: .gzip))
    #expect(
      error?.found == "the archive is compressed 2 times over", "\(String(describing: error))")
  }

  // MARK: truncation

  @Test("notices a cut anywhere, in every format", arguments: ArchiveFormat.allCases)
  func truncated(_ format: ArchiveFormat) throws {
    let bytes =
      format == .zip
      ? try ArchiveMaking.zip([("job.yaml", Self.job), ("x.npy", Self.data)])
      : try ArchiveMaking.compressed(tar(), as: format)
    for cut in [1, 5, 512, 1_024, 1_500, 4_096, bytes.count / 2, bytes.count - 600]
    where cut < bytes.count {
      let error = refusal(Array(bytes.dropLast(cut)))
      // A cut that only takes the checksum at the very end may leave a whole tar.
      if cut <= 16 && format != .tar && format != .zip { continue }
      #expect(error != nil, "\(format) cut by \(cut)")
    }
  }

  @Test("takes every cut for one that may still arrive", arguments: ArchiveFormat.allCases)
  func stillArriving(_ format: ArchiveFormat) throws {
    let bytes =
      format == .zip
      ? try ArchiveMaking.zip([("job.yaml", Self.job), ("x.npy", Self.data)])
      : try ArchiveMaking.compressed(tar(), as: format)
    let first = format == .tar ? [100, 130, 511, 512, 700] : [1, 3, 5, 9, 10, 17, 40]
    let last = [1, 2, 4, 7, 8, 9, 12, 20, 100].map { bytes.count - $0 }
    for length in [0] + first + [bytes.count / 3, bytes.count / 2] + last {
      // Behind its checksum or its two zero blocks a whole archive may stand.
      guard let error = refusal(Array(bytes.prefix(length))) else { continue }
      #expect(error.kind == .truncated, "\(format) of \(length) bytes: \(error)")
    }
  }

  @Test(
    "never takes damage for a cut, which would be waited for",
    arguments: [ArchiveFormat.gzip, .xz, .bzip2, .zstd])
  func damaged(_ format: ArchiveFormat) throws {
    var bytes = try ArchiveMaking.compressed(tar(), as: format)
    for place in 20_000..<20_400 { bytes[place] ^= 0x5A }
    // Without a checksum of its blocks (gzip, zstd) damage may show only in the members' digests.
    let kind = refusal(bytes)?.kind
    #expect(kind != .truncated)
    if [.xz, .bzip2].contains(format) { #expect(kind != nil) }
  }

  @Test("notices a tar cut at a member's boundary, even behind a member that ends in zeros")
  func boundary() throws {
    var tar = TarBlocks()
    tar.add("job.yaml", Self.job)
    tar.add("zeros.npy", [UInt8](repeating: 0, count: 8_192))
    for cut in [tar.bytes, tar.bytes + [UInt8](repeating: 0, count: 512)] {
      for format in ArchiveFormat.allCases where format != .zip {
        let error = refusal(try ArchiveMaking.compressed(cut, as: format))
        #expect(error?.kind == .truncated, "\(format)")
        #expect(
          error?.found.contains("does not end in two zero blocks") == true,
          "\(String(describing: error))")
      }
    }
    #expect(refusal(tar.closed()) == nil)
    #expect(refusal(tar.closed() + [UInt8](repeating: 0, count: 10_240)) == nil)
  }

  // MARK: members

  @Test(
    "refuses everything but files and folders, and names what it is",
    arguments: [
      (TarBlocks.Kind.symbolicLink, "a symbolic link to '/etc/passwd'"),
      (.hardLink, "a hard link to '/etc/passwd'"), (.character, "a character device"),
      (.block, "a block device"), (.fifo, "a FIFO"),
    ])
  func types(_ kind: TarBlocks.Kind, _ found: String) throws {
    var tar = TarBlocks()
    tar.add("job.yaml", Self.job)
    tar.add("odd", kind: kind, link: "/etc/passwd")
    let error = try #require(refusal(tar.closed()))
    #expect(error.kind == .memberType)
    #expect(error.description.hasPrefix("member 'odd': \(found)"), "\(error)")
    #expect(error.expected == "regular files and folders only")
  }

  @Test("refuses a link in a zip")
  func zipLink() throws {
    let error = refusal(try ArchiveMaking.zip([("job.yaml", Self.job)], link: "odd"))
    #expect(error?.found == "a symbolic link to '/etc/passwd'")
  }

  @Test(
    "refuses names that reach outside",
    arguments: ["../x", "/etc/cron.d/x", "a/../../x", "a\\..\\x", "C:\\x", "x\u{1B}[2J"])
  func outside(_ name: String) throws {
    var tar = TarBlocks()
    tar.add("job.yaml", Self.job)
    tar.add(name, [1])
    let error = try #require(refusal(tar.closed()))
    #expect(error.kind == .memberName)
    #expect(!error.description.contains("\u{1B}"))
  }

  @Test("refuses names that are no UTF-8, repeated names, and names that differ in case")
  func collisions() throws {
    var latin = TarBlocks()
    latin.add("job.yaml", Self.job)
    latin.add(name: [0x67, 0x72, 0xF6, 0xDF, 0x65])
    #expect(refusal(latin.closed())?.found == "the name is not valid UTF-8")
    var twice = TarBlocks()
    twice.add("job.yaml", Self.job)
    twice.add("job.yaml", [])
    #expect(refusal(twice.closed())?.found == "the name occurs twice")
    var folded = TarBlocks()
    folded.add("job.yaml", Self.job)
    folded.add("JOB.yaml", Self.job)
    #expect(refusal(folded.closed())?.kind == .collision)
  }

  @Test("refuses names too long or too deep, and reads long ones that are not")
  func longNames() throws {
    func archive(_ name: String) -> [UInt8] {
      var tar = TarBlocks()
      tar.add("job.yaml", Self.job)
      tar.add(name, [1])
      return tar.closed()
    }
    let component = String(repeating: "a", count: 200)
    #expect(refusal(archive("\(component)/\(component)")) == nil)
    #expect(refusal(archive(component + component))?.kind == .limit)
    #expect(refusal(archive(String(repeating: "a/", count: 16) + "b"))?.kind == .limit)
    #expect(refusal(archive(String(repeating: "\(component)/", count: 6) + "b"))?.kind == .limit)
  }

  // MARK: limits

  @Test("stops at the number of members")
  func count() throws {
    var limits = ArchiveLimits()
    limits.members = 3
    var tar = TarBlocks()
    for name in ["job.yaml", "a", "b"] { tar.add(name, Self.job) }
    #expect(refusal(tar.closed(), limits: limits) == nil)
    tar.add("c/", kind: .folder)
    #expect(
      refusal(tar.closed(), limits: limits)?.found == "the archive has more than 3 members")
  }

  @Test("stops at the total of bytes before any byte of the member is kept")
  func bytes() throws {
    var limits = ArchiveLimits()
    limits.totalBytes = 1_000
    var tar = TarBlocks()
    tar.add("job.yaml", Self.job)
    tar.add("a", [UInt8](repeating: 1, count: 991))
    var sink = MemorySink()
    let archive = tar.closed()
    archive.withUnsafeBytes { memory in
      let error = #expect(throws: ArchiveError.self) {
        try ArchiveReader.read(ByteSource(memory: memory), limits: limits, into: &sink)
      }
      #expect(error?.kind == .limit && error?.member == "a")
    }
    #expect(Array(sink.members.keys) == ["job.yaml"])
  }

  @Test(
    "stops at a compression bomb, in a tar and in a zip", arguments: [ArchiveFormat.zstd, .zip])
  func bomb(_ format: ArchiveFormat) throws {
    let zeros = [UInt8](repeating: 0, count: 40 << 20)
    var limits = ArchiveLimits()
    limits.ratio = 100
    var tar = TarBlocks()
    tar.add("job.yaml", Self.job)
    tar.add("zeros", zeros)
    let bytes =
      format == .zip
      ? try ArchiveMaking.zip([("job.yaml", Self.job), ("zeros", zeros)])
      : try ArchiveMaking.compressed(tar.closed(), as: format)
    let error = try #require(refusal(bytes, limits: limits))
    #expect(error.kind == .limit)
    #expect(error.found == "the archive unpacks to more than 100 bytes for each of its own")
    limits.ratioFreeBytes = 64 << 20
    #expect(refusal(bytes, limits: limits) == nil)
  }

  @Test("limits job.yaml to 1 MiB, at the root and in a single folder")
  func specificationSize() throws {
    for name in ["job.yaml", "bundle/job.yaml"] {
      var tar = TarBlocks()
      tar.add(name, [UInt8](repeating: 0x20, count: 1 << 20))
      #expect(refusal(tar.closed()) == nil)
      tar = TarBlocks()
      tar.add(name, [UInt8](repeating: 0x20, count: 1 << 20 + 1))
      #expect(refusal(tar.closed())?.expected == "at most 1048576 bytes (1 MiB)")
    }
  }

  // MARK: hostile bytes

  @Test("survives thousands of random edits with a value or a typed error")
  func mutations() throws {
    var generator = SplitMix(state: 7)
    var tar = TarBlocks()
    tar.add("job.yaml", Self.job)
    tar.add("a/b.npy", Array(Self.data.prefix(700)))
    tar.add(String(repeating: "n", count: 120), [1, 2, 3])
    var seeds = [tar.closed(), try ArchiveMaking.zip([("job.yaml", Self.job), ("x", [1, 2])])]
    for format in [ArchiveFormat.gzip, .zstd, .lz4] {
      seeds.append(try ArchiveMaking.compressed(tar.closed(), as: format))
    }
    for (index, seed) in seeds.enumerated() {
      for _ in 0..<(index == 0 ? 2_000 : 500) { _ = refusal(generator.edited(seed)) }
    }
  }
}

/// Random edits of bytes: replaced, cut, doubled.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func edited(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &self)
      switch Int.random(in: 0..<10, using: &self) {
      case 0: bytes.removeLast(bytes.count - place)
      case 1: bytes.insert(contentsOf: bytes[place...].prefix(40), at: place)
      case 2: bytes.removeSubrange(place..<min(place + 13, bytes.count))
      default: bytes[place] = UInt8.random(in: 0...255, using: &self)
      }
    }
    return bytes
  }
}
