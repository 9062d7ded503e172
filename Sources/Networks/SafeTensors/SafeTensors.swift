/// Named arrays and string metadata in the safetensors format: how weights leave and enter Retort.
///
///     u64 little-endian header length | JSON header, padded with spaces to 8 | array bytes
///
/// Bytes are those of the Python library: arrays sorted by falling alignment of their type, then by
/// name. Metadata keys are sorted by name, which the library leaves to chance.
/// Format: github.com/huggingface/safetensors.
public struct SafeTensors: Sendable, Hashable {
  public var metadata: [String: String]
  public var arrays: [String: NamedArray]

  public init(metadata: [String: String] = [:], arrays: [String: NamedArray] = [:]) {
    self.metadata = metadata
    self.arrays = arrays
  }

  /// One array: a shape and its values in row-major order.
  public struct NamedArray: Sendable, Hashable {
    public let shape: [Int]
    public let values: Values

    public init(shape: [Int], values: Values) {
      precondition(
        shape.reduce(1, *) == values.count, "\(values.count) values for the shape \(shape)")
      self.shape = shape
      self.values = values
    }
  }

  public enum Values: Sendable, Hashable {
    case float32([Float])
    case float64([Double])
    case int32([Int32])
    case int64([Int64])
    case uint8([UInt8])

    public var count: Int {
      switch self {
      case .float32(let values): values.count
      case .float64(let values): values.count
      case .int32(let values): values.count
      case .int64(let values): values.count
      case .uint8(let values): values.count
      }
    }

    var type: ElementType {
      switch self {
      case .float32: .float32
      case .float64: .float64
      case .int32: .int32
      case .int64: .int64
      case .uint8: .uint8
      }
    }
  }

  /// In the rising order of the library's `Dtype`, which sorts the arrays of a file.
  enum ElementType: String, Comparable, CaseIterable {
    case uint8 = "U8"
    case int32 = "I32"
    case float32 = "F32"
    case float64 = "F64"
    case int64 = "I64"

    var size: Int {
      switch self {
      case .uint8: 1
      case .int32, .float32: 4
      case .float64, .int64: 8
      }
    }

    static func < (left: ElementType, right: ElementType) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int {
      switch self {
      case .uint8: 0
      case .int32: 1
      case .float32: 2
      case .float64: 3
      case .int64: 4
      }
    }
  }
}
