import Ledger
import Records
import Testing

@testable import Reports

@Suite("Exported models") struct ExportedModelsTests {
  private let models = ExportedModels(
    SampleReport.evidence([SampleReport.helping, SampleReport.uncredited]))

  @Test("a distilled student is known by its pair, a tuned one by its modality")
  func names() throws {
    let distilled = try #require(models.model("models/pixels-to-morphology.safetensors"))
    #expect(distilled.teacher == "pixels" && distilled.student == "morphology")
    let tuned = try #require(models.model("models/student-zernike.safetensors"))
    #expect(tuned.teacher == nil && tuned.student == "zernike" && tuned.setting.isEmpty)
  }

  @Test(
    "what no pair has exported is no model",
    arguments: [
      "predictions.csv", "models/zernike.safetensors", "models/student-pixels.safetensors",
      "models/pixels-to-zernike.safetensors", "models/pixels-to-morphology.txt",
      "models/setting-2/pixels-to-morphology.safetensors",
    ])
  func strangers(_ file: String) {
    #expect(models.model(file) == nil)
  }

  @Test("of each pair the better one on validation is recommended, and only that")
  func recommended() {
    func over(_ name: String) -> [String]? {
      models.model("models/\(name).safetensors")?.recommendedOver
    }
    #expect(over("pixels-to-morphology") == ["pixels"])
    #expect(over("student-morphology") == [])
    #expect(over("fourier-to-zernike") == [])
    #expect(over("student-zernike") == ["fourier"])
  }

  @Test("a teacher whose name begins like a student's file is still a teacher")
  func ambiguous() {
    var numbers = SampleReport.helping
    numbers.teacher = "student-a"
    let models = ExportedModels(SampleReport.evidence([numbers]))
    #expect(
      models.model("models/student-a-to-morphology.safetensors")?.teacher == "student-a")
  }

  @Test("folders count settings in the order of the plan")
  func settings() {
    let evidence = SampleReport.evidence { report in
      let arms = report.summaries.filter { $0.section == "arm" || $0.section == "model" }
      report.summaries.removeAll { $0.section == "arm" || $0.section == "model" }
      for setting in ["epochs=30", "epochs=60"] {
        for var arm in arms {
          arm.setting = setting
          if arm.section == "model" { arm.label = setting == "epochs=30" ? "student" : "distilled" }
          report.summaries.append(arm)
        }
      }
    }
    let models = ExportedModels(evidence)
    let first = models.model("models/setting-1/pixels-to-morphology.safetensors")
    let second = models.model("models/setting-2/pixels-to-morphology.safetensors")
    #expect(first?.setting == "epochs=30" && first?.recommendedOver == [])
    #expect(second?.setting == "epochs=60" && second?.recommendedOver == ["pixels"])
    #expect(
      models.model("models/setting-1/student-morphology.safetensors")?.recommendedOver
        == ["pixels"])
    #expect(models.model("models/setting-3/pixels-to-morphology.safetensors") == nil)
  }

  @Test("names are replaced as the files' were")
  func replaced() {
    var numbers = SampleReport.helping
    numbers.teacher = "ΔE 1"
    let models = ExportedModels(SampleReport.evidence([numbers]))
    let name = ModelFileName.distilled(teacher: "ΔE 1", student: "morphology")
    #expect(models.model("models/\(name).safetensors")?.teacher == "ΔE 1")
    #expect(models.model("models/-E-1-to-morphology.safetensors") == nil)
  }
}
