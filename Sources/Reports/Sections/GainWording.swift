import Records

/// What a comparison says, in one or two plain sentences.
struct GainWording: Sendable {
  private let row: ComparisonRecord
  private let format: MetricFormat

  init(_ row: ComparisonRecord, _ format: MetricFormat) {
    self.row = row
    self.format = format
  }

  var sentence: String {
    switch row.outcome {
    case "helps" where row.claim:
      return "**The teacher helps.** Gain and transfer both lie above 0: what is gained comes from "
        + "the teacher's rows, not only from softer labels."
    case "helps":
      return "**Better, but the teacher gets no credit.** The distilled student beats the student "
        + "alone; it is not shown to beat \(reference), which needs no teacher row. \(advice)"
    case "hurts":
      return "**The teacher hurts.** The whole interval of the gain lies below 0."
    case "flat":
      return "**No difference worth having.** The whole interval of the gain lies within ±\(band)."
    case "unclear":
      return "**Cannot tell.** The interval of the gain holds 0 and reaches beyond ±\(band): more "
        + "test rows or seeds would be needed."
    default:
      return "**No comparison.** "
        + (row.gain.finite == nil
          ? "At least one arm has no finite number, so there is no gain."
          : "The outcome was not decided.")
    }
  }

  private var reference: String {
    switch row.transferReference {
    case "class-mean": "training on class means (`class-mean`)"
    case "smoothed": "plain label smoothing (`smoothed`)"
    case "student": "the tuned student"
    case .some(let other): MarkdownText.name(other)
    case .none: "its best reference"
    }
  }

  private var advice: String {
    switch row.transferReference {
    case "class-mean": "Soft class labels may be all that is needed."
    case "smoothed": "Tuning the student's label smoothing may be all that is needed."
    default: "Tuning the student may be all that is needed."
    }
  }

  private var band: String {
    format.metric.isShownInPoints ? "1 point" : "2 % of the student's mean"
  }
}
