import Specifications
import Testing

@Suite("A number, as YAML may write it") struct PlainScalarTests {
  private func training(_ text: String) throws -> TrainingSpecification {
    try Example.parsed(Example.small(more: "training: {\(text)}")).specification.training
  }

  private func message(_ line: String) -> String { Example.message(Example.small(more: line)) }

  @Test(
    "is one number however it is spelled",
    arguments: [
      "0.001", "1e-3", "1E-3", "+0.001", ".001", "0.0010", "1.0e-03", "0.01e-1", "10e-4",
    ])
  func decimals(text: String) throws {
    let decay = try training("weight_decay: \(text)").weightDecay
    #expect(decay == 0.001)
    #expect(decay.description == "0.001")
  }

  @Test("knows no negative zero: it would be another job")
  func zero() throws {
    for text in ["0", "-0", "-0.0", "0e5"] {
      #expect(try training("weight_decay: \(text)").weightDecay.sign == .plus)
    }
  }

  @Test("keeps leading zeros decimal: 010 is ten, not eight", arguments: ["010", "+10", "10"])
  func octal(text: String) throws {
    #expect(try Example.parsed(Example.small(more: "seeds: \(text)")).specification.seeds == 10)
  }

  @Test(
    "in another notation is refused rather than guessed",
    arguments: ["0x10", "0o10", "0b11", "1_000", "1:30", "٣", "１０", "10seeds", "10.", "1e1", "ten"])
  func notations(text: String) {
    let text = message("seeds: \(text)")
    #expect(text.hasPrefix("job.yaml:10:8: wrong type for 'seeds'"), "\(text)")
    #expect(text.contains("expected a whole number from 1 to 1000"))
  }

  @Test(
    "in another notation is refused where fractions are allowed too",
    arguments: ["0x1p-3", "1_0", "1e", "e3", "0.1.2", "--1", "1/10", "10%", "½", "infinity", "nan"])
  func fractions(text: String) {
    let text = message("training: {weight_decay: \(text)}")
    #expect(text.hasPrefix("job.yaml:10:26: wrong type for 'training.weight_decay'"), "\(text)")
    #expect(text.contains("expected a number from 0 to 1000"))
  }

  @Test(
    "that is not finite is out of range", arguments: [".inf", "-.inf", "+.INF", ".nan", ".NaN"])
  func infinite(text: String) {
    #expect(
      message("training: {weight_decay: \(text)}")
        .hasPrefix("job.yaml:10:26: value of 'training.weight_decay' out of range"))
  }

  @Test(
    "in quotes is a text, and says how it becomes a number",
    arguments: ["\"10\"", "'10'"])
  func quoted(text: String) {
    let text = message("seeds: \(text)")
    #expect(text.contains("found a text in quotes"))
    #expect(text.hasSuffix("remove the quotes: 10"))
  }

  @Test("in a block is a text as well", arguments: ["|\n  10", ">-\n  10"])
  func block(text: String) {
    #expect(message("seeds: \(text)").contains("found a text in quotes"))
  }

  @Test("of any length is read, or refused at once", arguments: [100, 100_000])
  func huge(digits: Int) {
    let nines = String(repeating: "9", count: digits)
    #expect(message("seeds: \(nines)").hasPrefix("job.yaml:10:8: value of 'seeds' out of range"))
    let zeros = String(repeating: "0", count: digits)
    #expect(message("seeds: \(zeros)7").isEmpty)
  }

  @Test("may stand for a text where a text is meant")
  func texts() throws {
    let yaml = Example.small(
      modalities: "modalities: {1: 2024.npy, b: {file: b.csv, columns: [1, true, 1.50]}}",
      teacher: "teacher: {modality: 1, network: linear}")
    let job = try Example.parsed(yaml).specification
    #expect(job.teacher.modality == "1")
    #expect(job.data.modalities[1].columns == ["1", "true", "1.50"])
  }

  @Test(
    "that is nothing is no value, in any of its spellings", arguments: ["", "~", "null", "NULL"])
  func nothing(text: String) {
    let text = message("seeds: \(text)")
    #expect(text.hasPrefix("job.yaml:10:"), "\(text)")
    #expect(text.contains("wrong type for 'seeds'") && text.contains("found nothing"))
  }
}
