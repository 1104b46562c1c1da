/// All experiments that sweep files may name.
public enum Catalogue {
  /// The experiments, in the order in which they are listed.
  public static let experiments: [any Experiment.Type] = [
    WassersteinInformationStudy.self,
    ProfileStudy.self,
    LineFlowStudy.self,
    PlaneFlowStudy.self,
    TransportStudy.self,
    SimplexFlowStudy.self,
  ]

  /// What they declare.
  public static var declarations: [ExperimentDeclaration] { experiments.map { $0.declaration } }

  /// The experiment of the given name.
  public static func experiment(named name: String) -> (any Experiment.Type)? {
    experiments.first { $0.name == name }
  }
}
