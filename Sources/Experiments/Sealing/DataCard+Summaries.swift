import Datasets
import Records

extension DataCard {
  /// The card as summary rows of the section `data`.
  var records: [SummaryRecord] {
    partRecords + modalityRecords + functionRecords
  }

  private func record(
    _ item: String, _ label: String, value: Double? = nil, count: Int? = nil, text: String? = nil
  ) -> SummaryRecord {
    SummaryRecord(
      ordinal: 0, section: "data", item: item, label: label, value: value?.finite, count: count,
      text: text)
  }

  private var partRecords: [SummaryRecord] {
    parts.flatMap { part -> [SummaryRecord] in
      var records = [record("rows", part.name, count: part.rows)]
      if let counts = part.classCounts, let least = counts.min(), let most = counts.max() {
        records.append(
          record(
            "rows per class", part.name, text: least == most ? "\(least)" : "\(least) to \(most)"))
      }
      if let mean = part.mean { records.append(record("target mean", part.name, value: mean)) }
      if let deviation = part.standardDeviation {
        records.append(record("target standard deviation", part.name, value: deviation))
      }
      if let shift = part.shift {
        records.append(record("shift from train", part.name, value: shift))
      }
      return records
    }
  }

  private var modalityRecords: [SummaryRecord] {
    modalities.flatMap { facts in
      [
        record("columns", facts.name, count: facts.columns),
        record("constant columns", facts.name, count: facts.constantColumns.count),
        record(
          "validation rows that equal a train row", facts.name, count: facts.validationDuplicates),
        record("test rows that equal a train row", facts.name, count: facts.testDuplicates),
      ]
    }
  }

  private var functionRecords: [SummaryRecord] {
    linearFunctions.map { function in
      record(
        "explained linearly (R² on train)", "\(function.modality) by \(function.predictor)",
        value: function.r2, text: function.r2 == nil ? "too few train rows to tell" : nil)
    }
  }
}
