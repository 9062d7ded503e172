import Testing

@testable import Datasets

@Suite("A NumPy type string") struct ElementTypeTests {
  private func refusal(_ description: String) -> DatasetProblem? {
    do throws(DatasetProblem) {
      _ = try ElementType.parse(description, file: "x.npy")
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "names a type and its bytes",
    arguments: [
      ("|b1", .bool, 1), ("|i1", .int8, 1), ("<i2", .int16, 2), ("<i4", .int32, 4),
      ("<i8", .int64, 8), ("|u1", .uint8, 1), ("<u2", .uint16, 2), ("<u4", .uint32, 4),
      ("<u8", .uint64, 8), ("<f2", .float16, 2), ("<f4", .float32, 4), ("<f8", .float64, 8),
      ("<U3", .unicode(3), 12), ("|S5", .bytes(5), 5),
    ] as [(String, ElementType, Int)])
  func types(_ description: String, _ type: ElementType, _ size: Int) throws {
    let found = try ElementType.parse(description, file: "x.npy")
    #expect(found.type == type && found.type.size == size)
    #expect(found.type.isText == (description.contains("U") || description.contains("S")))
  }

  @Test("has its most significant byte first after '>' only")
  func order() throws {
    for (order, isBig) in [(">", true), ("<", false), ("=", false), ("|", false)] {
      #expect(try ElementType.parse("\(order)i4", file: "x").isBigEndian == isBig)
    }
    #expect(try ElementType.parse(">U4", file: "x") == (.unicode(4), true))
  }

  @Test("of texts has at least one character, and not more than a million")
  func lengths() throws {
    #expect(try ElementType.parse("<U1048576", file: "x").type == .unicode(1 << 20))
    for description in ["<U0", "<U1048577", "<U-1", "<U", "|S", "|Sx", "<U99999999999999999999"] {
      #expect(
        refusal(description)?.found == "its element type '\(description)' is none Retort reads")
    }
  }

  @Test(
    "that Retort cannot read is refused by what it is",
    arguments: [
      ("<c16", "it holds complex numbers (dtype '<c16')"),
      ("<m8[s]", "it holds dates or times (dtype '<m8[s]')"),
      ("<M8[D]", "it holds dates or times (dtype '<M8[D]')"),
      ("|V8", "it holds raw records (dtype '|V8')"),
      ("|O", "it holds Python objects (dtype '|O')"),
      ("<f16", "its element type '<f16' is none Retort reads"),
      ("<i3", "its element type '<i3' is none Retort reads"),
      ("f4", "its element type 'f4' is none NumPy writes"),
      ("<", "its element type '<' is none NumPy writes"),
      ("", "its element type '' is none NumPy writes"),
    ])
  func refused(_ description: String, _ found: String) {
    #expect(refusal(description)?.kind == .elementType)
    #expect(refusal(description)?.found == found)
  }

  @Test("of objects is never unpickled, and its remedy says why; of others it is a conversion")
  func remedies() {
    #expect(refusal("|O")?.remedy?.contains("runs code from the file") == true)
    #expect(refusal("<c8")?.remedy == "save 'array.astype(\"float32\")'")
    #expect(
      refusal("<c8")?.expected
        == "bool, int8 … int64, uint8 … uint64, float16, float32 or float64")
  }
}
