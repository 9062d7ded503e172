import Records
import Specifications

/// One cell of a method's sweep: a value for every option of the method.
public struct Variant: Sendable, Hashable {
  public let method: String
  public let options: [String: ScalarValue]
  /// The cell in words, `lambda=0.5, temperature=4`; names the variant in ledger and report.
  public let label: String
  /// Names of the options as the descriptor lists them.
  private let names: [String]
  /// The option at which, at 1, labels are silent; at 0, the teacher.
  private let shareName: String?

  /// - Parameter descriptor: of the method.
  public init(_ descriptor: MethodDescriptor, options: [String: ScalarValue]) {
    method = descriptor.name
    self.options = options
    names = descriptor.options.map(\.name)
    shareName = descriptor.teacherShare
    label = names.compactMap { name in options[name].map { "\(name)=\($0.text)" } }
      .joined(separator: ", ")
  }

  /// Of the teacher in what the student minimises; `nil` for methods without such an option.
  public var teacherShare: Double? { shareName.flatMap { options[$0]?.number } }

  /// Whether both say the same but for the teacher's share.
  public func isTwin(of other: Variant) -> Bool {
    func besides(_ variant: Variant) -> [String: ScalarValue] {
      variant.options.filter { $0.key != shareName }
    }
    return method == other.method && besides(self) == besides(other)
  }

  /// `lambda=1`: in words, the twin at which the labels are silent.
  var fullShareWords: String? { shareName.map { "\($0)=1" } }

  /// Ties between variants go to the smaller value of the option that is listed first, then of the next; what is
  /// equal in all numbers, to the one named first.
  public static func inTieOrder(_ variants: [Variant]) -> [Variant] {
    variants.enumerated().sorted { left, right in
      for name in left.element.names {
        let a = left.element.options[name]?.number ?? 0
        let b = right.element.options[name]?.number ?? 0
        if a != b { return a < b }
      }
      return left.offset < right.offset
    }
    .map(\.element)
  }

  /// The same value by value.
  public var cell: Cell {
    Cell(
      names.compactMap { name in
        options[name].map { Cell.Entry("method.\(name)", CellValue($0)) }
      })
  }

  /// The twin at which the labels are silent, as far as it differs.
  var fullShareCell: Cell {
    Cell(shareName.map { [Cell.Entry("method.\($0)", .integer(1))] } ?? [])
  }

  /// What its losses look at of a teacher.
  public var reads: [Signal] { expanded.reads }

  /// Whether the teacher has a part in what the student minimises.
  public var isTaught: Bool { teacherShare != 0 && !reads.isEmpty }

  /// The method with these options.
  var expanded: any DistillationMethod {
    Methods.method(named: method).init(options: MethodOptions(options))
  }
}
