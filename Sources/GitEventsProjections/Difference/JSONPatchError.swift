/// Says which operation of a JSON Patch failed, and why.
///
/// Nothing of the values enters the error.
package struct JSONPatchError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The operation's 0-based index; nil where the patch as a whole is wrong.
  package var operation: Int?

  /// Why it failed.
  package var reason: Reason

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - operation: The operation's 0-based index.
  ///   - reason: Why it failed.
  package init(operation: Int?, reason: Reason) {
    self.operation = operation
    self.reason = reason
  }

  /// What is wrong and where, counted from 1: `operation 3: there is nothing at its path`.
  package var description: String {
    operation.map { "operation \($0 + 1): \(reason)" } ?? "\(reason)"
  }
}

extension JSONPatchError {
  /// A kind of failure.
  package enum Reason: Error, Sendable, Hashable, CustomStringConvertible {
    /// The patch is no array.
    case notAnArray
    /// An operation is no object.
    case notAnObject
    /// A member that the operation needs is missing, or is no string where it must be one.
    case memberMissing(String)
    /// `op` is none of the six.
    case unknownOperation
    /// `path` or `from` is no JSON pointer.
    case badPointer(member: String, JSONPointerError)
    /// There is nothing at the path.
    case nothingAtPath
    /// There is nothing at `from`.
    case nothingAtSource
    /// There is no object or array in which to put the value.
    case noContainer
    /// The last part of the path is no index, or one past the array's end.
    case badIndex
    /// A value would be moved into itself.
    case moveIntoItself
    /// The whole document would be removed.
    case documentRemoved
    /// Another value is at the path than the one that was demanded.
    case testFailed

    /// What is wrong, and what to do where that is not plain.
    package var description: String {
      switch self {
      case .notAnArray: "a JSON Patch is an array of operations"
      case .notAnObject: "an operation is an object with the members op and path"
      case .memberMissing(let name): "its member '\(name)' is missing or of the wrong type"
      case .unknownOperation: "its op is none of add, remove, replace, move, copy and test"
      case .badPointer(let member, let error): "its member '\(member)': \(error)"
      case .nothingAtPath: "there is nothing at its path"
      case .nothingAtSource: "there is nothing at its 'from'"
      case .noContainer: "there is no object or array in which its path could be: add that first"
      case .badIndex:
        "its path has no index of the array: write 0 up to its length, or - for its end"
      case .moveIntoItself: "a value cannot be moved into itself"
      case .documentRemoved: "the whole document cannot be removed: replace it"
      case .testFailed: "the value at its path is not the one that it tests for"
      }
    }
  }
}
