import Ledger
import PlainText
import Records

/// The CSV files of a report: the ledger's views for one job, in the order of its plan, without what
/// two runs of the same bundle need not share (job and run identifiers, times).
enum ResultTables {
  /// One metric of one run a line.
  static func results(_ report: JobReport) -> String {
    var table = CSVDocument(columns: [
      "arm", "teacher", "student", "variant", "method", "seed", "split", "metric", "value",
      "value_kind", "setting",
    ])
    for row in report.results {
      table.append([
        .text(row.arm), .text(row.teacher), .text(row.student), .text(row.variant),
        .text(row.method), .integer(row.seed), .text(row.split), .text(row.metric),
        .number(row.value.value), .text(row.value.kind.rawValue),
        .text(row.setting),
      ])
    }
    return table.text
  }

  /// One variant against its student a line, for every metric.
  static func gain(_ report: JobReport) -> String {
    let later = laterControls(report)
    let first = GainColumn.all.prefix(3).map(\.name)
    var table = CSVDocument(
      columns: [
        "teacher", "student", "variant", "method", "split", "metric", "seeds", "rows",
        "student_mean", "distilled_mean", "gain", "gain_lower", "gain_upper", "se_seeds",
        "se_rows", "p_value", "p_adjusted", "transfer", "transfer_lower", "transfer_upper",
      ] + first + [
        "fused_mean", "outcome", "claim", "selected", "transfer_reference",
        GainColumn.all[3].name, "setting", "claim_p_value", "student_variant",
        "distilled_variant",
      ] + later.map(\.name))
    for row in report.gains {
      table.append(
        names(of: row.comparison) + numbers(of: row.comparison)
          + later.map { .number(row.controls[arm: $0.arm]?.gain) })
    }
    return table.text
  }

  /// Controls that have no column of the view `kd_gain`: a column each behind all others, where a job has
  /// measured one.
  private static func laterControls(_ report: JobReport) -> [GainColumn] {
    let known = Set(GainColumn.all.map(\.arm))
    let measured = Set(report.gains.flatMap(\.comparison.controls).map(\.arm))
    return report.arms.map(\.word).filter { !known.contains($0) && measured.contains($0) }
      .map { GainColumn(of: $0) }
  }

  /// One selected variant against one reference a line, on the primary metric: what a claim is made of.
  static func transfers(_ report: JobReport) -> String {
    var table = CSVDocument(columns: [
      "teacher", "student", "setting", "variant", "metric", "reference", "transfer", "lower",
      "upper", "p_value",
    ])
    for row in report.summaries where row.section == "transfer" {
      table.append([
        .text(row.teacher), .text(row.student), .text(row.setting), .text(row.variant),
        .text(row.item), .text(row.label), .number(row.value), .number(row.lower),
        .number(row.upper), .number(row.extra),
      ])
    }
    return table.text
  }

  /// One epoch of one seed a line.
  static func curves(_ report: JobReport) -> String {
    var table = CSVDocument(columns: [
      "arm", "teacher", "student", "variant", "seed", "epoch", "train_loss", "validation_loss",
      "validation_metric", "setting",
    ])
    for row in report.curves {
      table.append([
        .text(row.arm), .text(row.teacher), .text(row.student), .text(row.variant),
        .integer(row.seed), .integer(row.epoch), .number(row.trainLoss),
        .number(row.validationLoss), .number(row.validationMetric), .text(row.setting),
      ])
    }
    return table.text
  }

  /// One estimate a line, in nats; the verdict of its pair stands beside each.
  static func information(_ report: JobReport) -> String {
    var table = CSVDocument(columns: [
      "teacher", "student", "variant", "quantity", "estimator", "value_nats", "lower", "upper",
      "rows", "dimension", "recovered", "verdict", "observed_gain", "observed_lower",
      "observed_upper", "agreed", "agreed_transfer",
    ])
    for row in report.information {
      let verdict = report.verdicts.first {
        $0.teacher == row.teacher && $0.student == row.student
          && $0.decision.variant == row.variant
      }
      table.append([
        .text(row.teacher), .text(row.student), .text(row.variant), .text(row.quantity),
        .text(row.estimator), .number(row.valueNats), .number(row.lower), .number(row.upper),
        .integer(row.rows), .integer(row.dimension), .number(row.recovered),
        .text(verdict?.verdict), .number(verdict?.observedGain), .number(verdict?.observedLower),
        .number(verdict?.observedUpper), .flag(verdict?.agreed), .flag(verdict?.agreedTransfer),
      ])
    }
    return table.text
  }

  private static func names(of row: ComparisonRecord) -> [CSVDocument.Cell] {
    [
      .text(row.teacher), .text(row.student), .text(row.variant), .text(row.method),
      .text(row.split), .text(row.metric), .integer(row.seeds), .integer(row.rows),
    ]
  }

  private static func numbers(of row: ComparisonRecord) -> [CSVDocument.Cell] {
    [
      .number(row.studentMean), .number(row.distilledMean), .number(row.gain),
      .number(row.gainLower), .number(row.gainUpper), .number(row.seSeeds), .number(row.seRows),
      .number(row.pValue), .number(row.pAdjusted), .number(row.transfer),
      .number(row.transferLower), .number(row.transferUpper),
    ] + GainColumn.all.prefix(3).map { .number(row.controls[arm: $0.arm]?.gain) } + [
      .number(row.fusedMean), .text(row.outcome), .flag(row.claim), .flag(row.selected),
      .text(row.transferReference), .number(row.controls[arm: GainColumn.all[3].arm]?.gain),
      .text(row.setting), .number(row.claimPValue), .text(row.studentVariant),
      .text(row.distilledVariant),
    ]
  }
}
