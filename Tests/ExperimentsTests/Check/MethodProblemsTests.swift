import Testing

@testable import Experiments

@Suite("Methods that do not fit the networks") struct MethodProblemsTests {
  private func problems(_ network: String, method: String) throws -> [String] {
    var job = ReadableJob()
    job.network = network
    job.method = method
    do throws(JobRefusal) {
      _ = try job.checked()
      return []
    } catch {
      return error.problems
    }
  }

  @Test("are losses on the embedding of a student that has none of its own")
  func linear() throws {
    let found = try problems("linear", method: "fitnets")
    #expect(found.count == 1)
    #expect(found.first?.contains("has nothing to learn from an embedding") == true)
    #expect(found.first?.contains("taught by 'fitnets'") == true)
    #expect(found.first?.contains("network: {mlp: [64]}") == true)
  }

  @Test("are none where the student has a hidden layer, or the method looks at outputs")
  func others() throws {
    #expect(try problems("{mlp: [4]}", method: "fitnets").isEmpty)
    #expect(try problems("linear", method: "hinton").isEmpty)
  }
}
