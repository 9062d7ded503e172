import Networks
import Testing

@Suite("safetensors") struct SafeTensorsTests {
  private let file = SafeTensors(
    metadata: ["note": "line\none \"q\" é \u{1}"],
    arrays: [
      "layer 0 weight": .init(shape: [2, 2], values: .float32([1.5, -2, 0.25, 3])),
      "layer 0 bias": .init(shape: [2], values: .float32([0.5, -0.0])),
      "counts": .init(shape: [3], values: .int64([1, -2, 3])),
      "mean": .init(shape: [2], values: .float64([0.1, 1e300])),
      "codes": .init(shape: [3], values: .uint8([7, 255, 0])),
      "ids": .init(shape: [1, 1], values: .int32([-5])),
      "Zé\"\n": .init(shape: [0, 4], values: .float32([])),
    ])

  /// The same file, written by the Python library.
  private func python() throws -> [UInt8] {
    try References.bytes("../golden/python.safetensors")
  }

  @Test("writes the bytes of the Python library")
  func writing() throws {
    #expect(file.bytes() == (try python()))
  }

  @Test("reads what the Python library wrote")
  func reading() throws {
    #expect(try SafeTensors(bytes: python()) == file)
  }

  @Test(
    "writes every file of the Python library again, byte for byte",
    arguments: [
      "safetensors/empty", "safetensors/metadata", "safetensors/characters", "safetensors/order",
      "parity/mlp-adamw", "parity/vision", "parity/schedules",
    ] + (1...8).map { "safetensors/padding-\($0)" })
  func pythonFiles(_ name: String) throws {
    let bytes = try References.bytes("\(name).safetensors")
    #expect(try SafeTensors(bytes: bytes).bytes() == bytes)
  }

  @Test("reads what it wrote, an empty file and NaN bits included")
  func roundTrip() throws {
    #expect(try SafeTensors(bytes: SafeTensors().bytes()) == SafeTensors())
    let nan = Float(bitPattern: 0x7FC0_1234)
    let read = try SafeTensors(
      bytes: SafeTensors(arrays: ["x": .init(shape: [1], values: .float32([nan]))]).bytes())
    guard case .float32(let values)? = read.arrays["x"]?.values else {
      Issue.record("x is lost")
      return
    }
    #expect(values.map(\.bitPattern) == [0x7FC0_1234])
  }

  @Test("carries the parameters of a network")
  func network() throws {
    let network = Network.mlp(inputs: 3, hidden: [2], outputs: 2)
    let parameters = (0..<network.parameterCount).map { Float($0) }
    let read = try SafeTensors(bytes: SafeTensors(network, parameters: parameters).bytes())
    #expect(try read.parameters(of: network) == parameters)
    let error = #expect(throws: SafeTensorsError.self) {
      _ = try read.parameters(of: .mlp(inputs: 4, hidden: [2], outputs: 2))
    }
    #expect(
      error?.description == """
        safetensors, array "layer 0 weight": found F32 of shape [3, 2], expected F32 of shape \
        [4, 2]. Use a file saved from a network of the same shape.
        """)
  }

  private static func bytes(_ header: String, data: Int = 0, length: UInt64? = nil) -> [UInt8] {
    let length = length ?? UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(8 * $0)) } + Array(header.utf8)
      + [UInt8](repeating: 0, count: data)
  }

  @Test(
    "refuses hostile bytes",
    arguments: [
      [],
      [1, 2, 3],
      bytes("{}", length: 3),
      bytes("{}", length: .max),
      bytes("{}", length: 1 << 40),
      bytes("[]"),
      bytes("{} x"),
      bytes("{"),
      bytes("{}", data: 1),
      // Offsets: beyond the data, backwards, overlapping, with a gap, huge, negative.
      bytes(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, data: 4),
      bytes(#"{"a":{"dtype":"F32","shape":[0],"data_offsets":[4,0]}}"#, data: 4),
      bytes(
        #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}"#,
        data: 6),
      bytes(
        #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[4,6]}}"#,
        data: 6),
      bytes(#"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,9223372036854775808]}}"#, data: 1),
      bytes(#"{"a":{"dtype":"U8","shape":[1],"data_offsets":[-1,0]}}"#, data: 1),
      // Shapes: of another size, overflowing, fractional.
      bytes(#"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#, data: 8),
      bytes(
        #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#),
      bytes(#"{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}"#, data: 4),
      bytes(#"{"a":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}"#, data: 4),
      // Entries: unknown type, incomplete, doubled, unknown key, nested.
      bytes(#"{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}"#, data: 4),
      bytes(#"{"a":{"dtype":"F32","shape":[1]}}"#, data: 4),
      bytes(
        #"{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#
      ),
      bytes(#"{"a":{"dtype":"U8","dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#),
      bytes(#"{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0],"more":1}}"#),
      bytes(#"{"__metadata__":{"a":{"b":"c"}}}"#),
      bytes(#"{"__metadata__":{"a":"b","a":"c"}}"#),
      bytes(#"{"__metadata__":{"a":"\ud800"}}"#),
      bytes(#"{"__metadata__":{"a":"\u12G4"}}"#),
      bytes(#"{"__metadata__":{"a":"\"#),
      bytes("{\"__metadata__\":{\"a\":\"\n\"}}"),
      bytes(String(repeating: "[", count: 100_000)),
      [2, 0, 0, 0, 0, 0, 0, 0, 0x22, 0xFF],
      [4, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x22, 0xFF, 0x22],
    ] as [[UInt8]])
  func hostile(_ bytes: [UInt8]) {
    let error = #expect(throws: SafeTensorsError.self) { try SafeTensors(bytes: bytes) }
    #expect(error?.remedy.isEmpty == false)
  }

  @Test("survives every cut and every flipped byte of a good file")
  func damaged() throws {
    let good = file.bytes()
    for length in good.indices {
      #expect(throws: SafeTensorsError.self) { try SafeTensors(bytes: Array(good[..<length])) }
    }
    for index in good.indices {
      var bytes = good
      bytes[index] ^= 0xFF
      // Data bytes may be anything; a damaged header may only throw, never trap.
      _ = try? SafeTensors(bytes: bytes)
    }
  }

  @Test("shows no name that could turn the line it stands in")
  func invisible() {
    let error = #expect(throws: SafeTensorsError.self) {
      try SafeTensors(
        bytes: Self.bytes(
          "{\"a\u{202E}b\":{\"dtype\":\"U9\",\"shape\":[1],\"data_offsets\":[0,1]}}", data: 1))
    }
    #expect(error?.place == "array \"a\u{FFFD}b\"")
  }

  @Test("says what it found, where, and what to do")
  func message() {
    let error = #expect(throws: SafeTensorsError.self) {
      try SafeTensors(
        bytes: Self.bytes(
          #"{"w":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#, data: 4))
    }
    #expect(
      error?.description == """
        safetensors, array "w": found the type "BF16", expected one of U8, I32, F32, F64, I64. \
        Convert the array to F32 before saving it.
        """)
  }
}
