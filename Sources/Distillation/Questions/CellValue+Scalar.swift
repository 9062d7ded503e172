import Records
import Specifications

extension CellValue {
  package init(_ value: ScalarValue) {
    self =
      switch value {
      case .number(let number): .number(number)
      case .integer(let number): .integer(number)
      case .text(let text): .text(text)
      case .flag(let flag): .flag(flag)
      }
  }
}
