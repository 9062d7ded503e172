import Specifications
import Testing

@testable import Distillation

@Suite("The registry of methods") struct MethodsTests {
  @Test("makes a method of every descriptor's own defaults")
  func registry() throws {
    for descriptor in Methods.registry.methods {
      let method = Methods.method(named: descriptor.name)
      #expect(method.descriptor == descriptor)
      let defaults = descriptor.options.map { ($0.name, $0.defaultValue) }
      let made = method.init(
        options: MethodOptions(Dictionary(uniqueKeysWithValues: defaults)))
      #expect(type(of: made).descriptor == descriptor)
    }
    #expect(
      Methods.registry.methods.map(\.name) == [
        "hinton", "generalized", "fitnets", "rkd", "sp", "infonce", "cka", "distilbert",
      ])
  }

  @Test("names an option of the method's own as the teacher's share, where it has one")
  func shares() {
    for descriptor in Methods.registry.methods {
      guard let share = descriptor.teacherShare else { continue }
      #expect(descriptor.options.map(\.name).contains(share))
    }
  }
}
