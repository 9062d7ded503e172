/// The sweep of modalities and of the method's options, expanded; settings are `ParsedSpecification`'s.
extension JobSpecification {
  /// Teacher and student of every cell, in the order of expansion, pairs of one modality among them.
  public var sweptPairs: [(teacher: String, student: String)] {
    let axes = sweep.filter { SweptKeys.modalities.contains($0.key) }
    return SweepAxis.cells(of: axes).map { cell in
      var pair = (teacher: teacher.modality, student: student.modality)
      for (axis, index) in zip(axes, cell) {
        if axis.key == "teacher.modality" {
          pair.teacher = axis.values[index].text
        } else {
          pair.student = axis.values[index].text
        }
      }
      return pair
    }
  }

  /// The method's options in every cell, in the order of expansion, those that are not swept among them.
  public var sweptOptions: [[String: ScalarValue]] {
    let axes = sweep.filter(\.isOption)
    return SweepAxis.cells(of: axes).map { cell in
      var options = method.options
      for (axis, index) in zip(axes, cell) {
        options[SweptKeys.option(of: axis.key)] = axis.values[index]
      }
      return options
    }
  }
}
