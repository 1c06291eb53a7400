/// Git configuration as plain values, read once: later changes on disk do not show.
package struct Configuration: Sendable {
  /// One value.
  package struct Entry: Sendable, Equatable {
    /// Section and variable in small letters, the subsection between them as written: `remote.Origin.fetch`.
    package let key: String
    /// The value; nil where the line is the bare name, which means true.
    package let value: String?
    package let level: ConfigurationFile.Level
  }

  /// All values, the weakest first.
  package let entries: [Entry]

  /// Reads files and lays overrides over them.
  ///
  /// - Parameters:
  ///   - files: In any order; they count by level, and in order within one.
  ///   - overrides: Keys with values as `-c` and `GIT_CONFIG_COUNT` give them; they win over every file.
  /// - Throws: `malformed` with file and line for a broken file or a key without section; `library`, `system`.
  package init(
    files: [ConfigurationFile], overrides: [(key: String, value: String?)] = []
  ) throws(GitError) {
    var entries: [Entry] = []
    for level in Set(files.map(\.level)).sorted() {
      for file in files where file.level == level {
        entries += try ConfigurationReader.read(file)
      }
    }
    for (key, value) in overrides {
      guard let key = Configuration.normalised(key) else {
        throw .malformed(what: "configuration key \(key)", reason: "it has no section or no name")
      }
      entries.append(Entry(key: key, value: value, level: .override))
    }
    self.entries = entries
  }

  /// Looks a value up; the strongest and last one wins.
  ///
  /// - Parameter key: The key; section and variable in any case.
  /// - Returns: The value; empty where it is the bare name; nil where there is none.
  package func string(_ key: String) -> String? {
    entry(key).map { $0.value ?? "" }
  }

  /// Looks a truth value up.
  ///
  /// - Parameter key: The key.
  /// - Returns: The value, or nil where there is none.
  /// - Throws: `malformed` where it is none of git's words for true and false, nor a number.
  package func bool(_ key: String) throws(GitError) -> Bool? {
    guard let entry = entry(key) else { return nil }
    guard let value = entry.value else { return true }
    switch value.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off", "": return false
    default:
      guard let number = Configuration.number(value) else {
        throw .malformed(
          what: "configuration value of \(entry.key)", reason: "it is not true or false")
      }
      return number != 0
    }
  }

  /// Looks a number up; the suffixes `k`, `m` and `g` multiply by powers of 1024.
  ///
  /// - Parameter key: The key.
  /// - Returns: The value, or nil where there is none.
  /// - Throws: `malformed` where it is not a number.
  package func integer(_ key: String) throws(GitError) -> Int? {
    guard let entry = entry(key) else { return nil }
    guard let number = Configuration.number(entry.value ?? "") else {
      throw .malformed(what: "configuration value of \(entry.key)", reason: "it is not a number")
    }
    return number
  }

  /// Lists every value of a key that may have several, the weakest first.
  ///
  /// - Parameter key: The key.
  /// - Returns: The values; bare names as empty texts.
  package func all(_ key: String) -> [String] {
    guard let key = Configuration.normalised(key) else { return [] }
    return entries.filter { $0.key.utf8.elementsEqual(key.utf8) }.map { $0.value ?? "" }
  }

  /// Lists the entries whose keys match a regular expression somewhere.
  ///
  /// - Parameter pattern: The expression, such as `^remote\..*\.fetch$`.
  /// - Returns: The entries, the weakest first.
  /// - Throws: `malformed` where the expression is none.
  package func all(matching pattern: String) throws(GitError) -> [Entry] {
    guard let expression = try? Regex(pattern) else {
      throw .malformed(what: "regular expression", reason: "it does not parse")
    }
    return entries.filter { $0.key.contains(expression) }
  }

  /// Lists the entries of a section that has subsections, such as those of all remotes.
  ///
  /// - Parameters:
  ///   - section: The section, such as `remote`.
  ///   - variable: The variable, such as `fetch`.
  /// - Returns: Subsections with entries, the weakest first.
  package func all(
    section: String, variable: String
  ) -> [(subsection: String, entry: Entry)] {
    let start = section.lowercased() + "."
    let end = "." + variable.lowercased()
    return entries.compactMap { entry in
      guard entry.key.hasPrefix(start), entry.key.hasSuffix(end),
        entry.key.utf8.count > start.utf8.count + end.utf8.count
      else { return nil }
      let subsection = entry.key.utf8.dropFirst(start.utf8.count).dropLast(end.utf8.count)
      return (String(decoding: subsection, as: UTF8.self), entry)
    }
  }

  private func entry(_ key: String) -> Entry? {
    guard let key = Configuration.normalised(key) else { return nil }
    return entries.last { $0.key.utf8.elementsEqual(key.utf8) }
  }

  private static func normalised(_ key: String) -> String? {
    guard let first = key.firstIndex(of: "."), let last = key.lastIndex(of: "."),
      first != key.startIndex, key.index(after: last) != key.endIndex
    else { return nil }
    return key[..<first].lowercased() + key[first..<last] + key[last...].lowercased()
  }

  private static func number(_ text: String) -> Int? {
    var digits = text[...]
    var factor = 1
    switch digits.last {
    case "k", "K": factor = 1 << 10
    case "m", "M": factor = 1 << 20
    case "g", "G": factor = 1 << 30
    default: break
    }
    if factor > 1 { digits = digits.dropLast() }
    guard let value = Int(digits) else { return nil }
    let (product, overflow) = value.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }
}
