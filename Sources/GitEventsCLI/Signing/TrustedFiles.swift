import Git
import GitEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files that say whom to believe, which must not come with what is to be verified.
struct TrustedFiles {
  private let surroundings: Surroundings
  private let location: RepositoryLocation

  init(_ surroundings: Surroundings, _ location: RepositoryLocation) {
    self.surroundings = surroundings
    self.location = location
  }

  /// Finds a file that an option names, or the user's or the system's configuration.
  ///
  /// - Parameters:
  ///   - named: What the option says.
  ///   - option: The option.
  ///   - settings: The settings.
  ///   - key: The setting.
  /// - Returns: Its path; nil where nothing names one.
  /// - Throws: A `Failure` with status 2 where only the repository itself names one, or where it lies in the repository.
  func path(
    _ named: String?, _ option: String, _ settings: OutsideSettings, _ key: String
  ) throws -> String? {
    guard let text = named ?? settings.configuration(key), !text.isEmpty else {
      guard settings.isSetInside(key) else { return nil }
      throw Failure.invalid(
        "\(key) is set by the repository that is to be verified, which cannot say whom to believe",
        hint: "name a file of your own with \(option), or in your own configuration: "
          + "git config --global \(key) FILE")
    }
    let path = surroundings.path(surroundings.expandingHome(text))
    guard let real = Self.real(path) else {
      throw Failure.invalid("\(named == nil ? key : option): there is no file '\(text)'")
    }
    // In a further work tree, the first one belongs to the repository as well.
    let common = location.commonDirectory
    let first = common.hasSuffix("/.git") ? String(common.dropLast("/.git".count)) : nil
    let folders = [location.workTree, first, location.gitDirectory, common]
    for folder in folders.compactMap(\.self).compactMap(Self.real)
    where real == folder || real.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/") {
      throw Failure.invalid(
        "\(named == nil ? key : option): '\(text)' lies in the repository that is to be verified",
        hint: "whom to believe must come from elsewhere: keep the file outside of \(folder)")
    }
    return real
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: As many bytes as it may have.
  /// - Returns: What it holds.
  /// - Throws: A `Failure` where it cannot be read.
  func read(_ path: String, limit: Int) throws -> [UInt8] {
    do throws(GitError) {
      return try OpenFile(path, O_RDONLY).read(limit: limit)
    } catch {
      guard case .malformed(_, let reason) = error else { throw error }
      throw Failure.invalid("it cannot be asked whom to believe: \(reason)")
    }
  }

  /// A path without symbolic links; nil where nothing is there.
  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
