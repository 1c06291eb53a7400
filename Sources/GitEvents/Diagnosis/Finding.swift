/// One thing that `doctor` found: what is wrong, and what to do about it.
public struct Finding: Sendable, Hashable {
  /// How bad it is.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// Nothing is wrong; it is worth knowing.
    case note
    /// Something is left to be done.
    case problem
    /// What is stored is damaged.
    case damage
  }

  /// What it is about; further kinds may come with further parts of a store.
  public struct Area: RawRepresentable, Sendable, Hashable {
    /// The word for it in reports.
    public let rawValue: String

    /// Names an area.
    ///
    /// - Parameter rawValue: The word for it in reports.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Writers, and what they left half done.
    public static let writer = Area(rawValue: "writer")
    /// Locks of refs.
    public static let locks = Area(rawValue: "locks")
    /// Packs and their files.
    public static let packs = Area(rawValue: "packs")
    /// Refs, and what the ledger says of them.
    public static let refs = Area(rawValue: "refs")
    /// What `maintain` does.
    public static let maintenance = Area(rawValue: "maintenance")
    /// Git's settings.
    public static let configuration = Area(rawValue: "configuration")
    /// The `git` command.
    public static let git = Area(rawValue: "git")
    /// The file system.
    public static let fileSystem = Area(rawValue: "file-system")
    /// What is computed ahead and can be computed again.
    public static let cache = Area(rawValue: "cache")
    /// The hooks that guard a store.
    public static let hooks = Area(rawValue: "hooks")
  }

  /// What it is about.
  public var area: Area
  /// How bad it is.
  public var severity: Severity
  /// What is wrong, in one line.
  public var message: String
  /// What to do about it.
  public var advice: String?
  /// Whether `doctor --fix` does that.
  public var isFixable: Bool

  /// Makes a finding.
  ///
  /// - Parameters:
  ///   - area: What it is about.
  ///   - severity: How bad it is.
  ///   - message: What is wrong, in one line.
  ///   - advice: What to do about it.
  ///   - isFixable: Whether `doctor --fix` does that.
  public init(
    _ area: Area, _ severity: Severity, _ message: String, advice: String? = nil,
    isFixable: Bool = false
  ) {
    self.area = area
    self.severity = severity
    self.message = message
    self.advice = advice
    self.isFixable = isFixable
  }
}
