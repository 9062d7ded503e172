import Datasets
extension Dataset { var groupNames: [String]? { nil } }
