import Bundles
import Digests
import Foundation
import Specifications
import Tensors
import Testing

@testable import Datasets

@Suite("The files of a dataset") struct MemberFilesTests {
  @Test("with absent files names each, with the nearest name, all together")
  func absent() {
    var sample = Sample()
    sample.modalities[0].file = "aa.npy"
    sample.modalities[1].file = "zzzzzz.npy"
    let problems = sample.problems
    #expect(problems.map(\.kind) == [.memberAbsent, .memberAbsent])
    #expect(problems[0].description.contains("named as modality 'a', but not in the bundle"))
    #expect(problems[0].remedy == "did you mean 'a.npy'?")
    #expect(problems[1].remedy == "add the file, or correct its name")
  }

  @Test("tells problems of different files together")
  func together() {
    var sample = Sample()
    sample.members["a.npy"] = Array("no array".utf8)
    sample.members["b.npy"]?.removeLast()
    sample.split([0, 1, 99], nil, [1])
    #expect(
      Set(sample.problems.map(\.kind)) == [.arrayFormat, .arrayLength, .splitIndex, .splitOverlap])
  }

  @Test("refuses endings it has no reader for, and keys that do not fit the file")
  func fileTypes() {
    var sample = Sample()
    sample.members["a.mat"] = []
    sample.modalities[0].file = "a.mat"
    sample.modalities[1].columns = ["x"]
    #expect(sample.problems.map(\.kind) == [.fileType, .specification])
  }

  @Test("reads arrays of an .npz by name, and lists them if none was chosen")
  func archives() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let npz = try [UInt8](Data(contentsOf: folder.appending(path: "Fixtures/arrays/two.npz")))
    var sample = Sample()
    sample.members["all.npz"] = npz
    sample.modalities[0] = ModalitySpecification(name: "a", file: "all.npz", array: "first")
    let dataset = try sample.dataset()
    #expect(dataset.modality("a")?.features.columns == 3)
    #expect(dataset.modality("a")?.features.tensor(rows: [1]).values == [3, 4, 5])
    sample.modalities[0].array = nil
    #expect(
      sample.problems.first?.found == "2 arrays ('first', 'second'), and none was chosen")
    sample.modalities[0].array = "frist"
    #expect(sample.problems.first?.description.contains("did you mean 'first'?") == true)
    sample.members["all.npz"] = Array(npz.dropLast(30))
    #expect(sample.problems.first?.place == "all.npz")
    #expect(sample.problems.first?.found.contains("truncated") == true)
  }

  @Test("is the same from memory, from a directory and from stored objects")
  func sources() throws {
    let sample = Sample()
    let folder = FileManager.default.temporaryDirectory.appending(path: "retort-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var stored: [ArchiveMember] = []
    let objects = folder.path
    for (name, bytes) in sample.members {
      try Data(bytes).write(to: folder.appending(path: name))
      stored.append(ArchiveMember(name: name, size: bytes.count, digest: Digest(of: bytes)))
    }
    let specification = DataSpecification(
      modalities: sample.modalities, target: sample.target, split: sample.split)
    let directory = try Dataset(
      specification, source: DirectoryMembers(BundleDirectory(path: objects)))
    for (name, bytes) in sample.members {
      try Data(bytes).write(to: folder.appending(path: Digest(of: bytes).hex))
      _ = name
    }
    let store = try Dataset(
      specification, source: StoredMembers(stored) { "\(objects)/\($0.hex)" })
    let memory = try sample.dataset()
    #expect(directory.digest == memory.digest && store.digest == memory.digest)
    #expect(store.standardisedFeatures("a")?.tensor() == memory.standardisedFeatures("a")?.tensor())
  }
}
