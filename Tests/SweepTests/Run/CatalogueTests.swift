import Testing

@testable import Sweep

@Suite struct CatalogueTests {
  @Test(
    "nothing in a result has the name of something else",
    arguments: Catalogue.declarations.map(\.name))
  func names(name: String) throws {
    let experiment = try #require(Catalogue.experiment(named: name)).declaration
    let inputs = experiment.inputs.map(\.name)
    let outputs = experiment.outputs.map(\.name)
    #expect(Set(inputs).count == inputs.count && Set(outputs).count == outputs.count)
    // What may vary becomes a variable of the result beside the outputs.
    let varying = experiment.inputs.filter(\.canVary).map(\.name)
    #expect(Set(varying).isDisjoint(with: outputs), "\(Set(varying).intersection(outputs))")
    let known = Set(inputs)
    #expect(experiment.inputSets.joined().allSatisfy(known.contains))
  }
}
