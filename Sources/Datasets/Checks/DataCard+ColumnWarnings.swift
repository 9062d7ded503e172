extension DataCard {
  /// Warnings of single columns of a modality.
  func columnWarnings(_ facts: ModalityFacts, names: [String]?) -> [DatasetWarning] {
    func shown(_ columns: [Int]) -> String {
      Shown.list(columns.map { column in names.map { Shown.quoted($0[column]) } ?? String(column) })
    }
    func columns(_ columns: [Int]) -> String {
      "\(columns.count == 1 ? "column" : "columns") \(shown(columns))"
        + (names == nil ? " (counted from 0)" : "")
    }
    func warning(_ kind: DatasetWarning.Kind, _ text: String) -> DatasetWarning {
      DatasetWarning(kind: kind, place: "modality '\(facts.name)'", text: text)
    }
    var warnings: [DatasetWarning] = []
    if !facts.constantColumns.isEmpty {
      warnings.append(
        warning(
          .constantColumns,
          "\(Shown.count(facts.constantColumns.count, "column")) of \(facts.columns) constant on "
            + "train (counted from 0): \(shown(facts.constantColumns))"))
    }
    let what = classes == nil ? "target" : "label"
    let suspicions: [(kind: DatasetWarning.Kind, columns: [Int], verb: String, text: String)] = [
      (
        .countingColumn, facts.countingColumns, "count",
        "the rows: a row number is no measurement, and tells the label where rows are sorted; leave it out"
      ),
      (
        .sortedWithLabels, facts.sortedColumns, "follow",
        "the order of the rows, which are sorted by class: a trace of the file tells the label there; "
          + "leave it out"
      ),
      (
        .tellsTarget, facts.tellingColumns, "tell",
        "the \(what) alone, in train and in the rows held out: a copy of the \(what), or of what it was "
          + "made from?"
      ),
    ]
    for (kind, found, verb, text) in suspicions where !found.isEmpty {
      let ending = found.count == 1 ? "s" : ""
      warnings.append(warning(kind, "\(columns(found)) \(verb)\(ending) \(text)"))
    }
    for loss in facts.precisionLosses.prefix(3) {
      warnings.append(
        warning(
          .precisionLost,
          "\(columns([loss.column])) has mean \(Shown.short(loss.mean)) and standard deviation "
            + "\(Shown.short(loss.standardDeviation)), where Float32 steps by \(Shown.short(loss.step)): "
            + "values run together; subtract the mean before the file is written, or give float64 with "
            + "'standardise: true'"))
    }
    return warnings
  }
}
