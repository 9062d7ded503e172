import Distillation
import Records
import Specifications

extension Cell {
  /// A setting of the sweep.
  init(_ setting: SweptSetting) {
    self.init(setting.values.map { Entry($0.key, CellValue($0.value)) })
  }

  /// A place within this setting.
  func with(_ place: Cell) -> Cell { Cell(entries + place.entries, part: place.part) }
}
