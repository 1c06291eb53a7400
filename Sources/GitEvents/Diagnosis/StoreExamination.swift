import Git

/// What floor 1 saw, in the words of a store.
struct StoreExamination {
  let condition: RepositoryCondition
  let needs: MaintenanceNeeds
  private let references: [Finding]

  init(_ condition: RepositoryCondition, _ needs: MaintenanceNeeds, _ references: [Finding]) {
    self.condition = condition
    self.needs = needs
    self.references = references
  }

  /// Whether recovery has something to do.
  var needsRecovery: Bool {
    condition.reasonToRecover != nil || references.contains(where: \.isFixable)
  }

  /// Everything, by area.
  var findings: [Finding] {
    writer + locks + packs + references + maintenance + configuration + surroundings
  }

  private var writer: [Finding] {
    if let process = condition.writer {
      let who = process > 0 ? "process \(process)" : "a process"
      return [Finding(.writer, .note, "\(who) is writing now; its locks and files were left out")]
    }
    switch condition.reasonToRecover {
    case nil: return []
    case .interruptedWriter:
      return [
        Finding(
          .writer, .problem, "the last writer was interrupted",
          advice: "the next one recovers; git events doctor --fix does it now", isFixable: true)
      ]
    case .otherBoot:
      return [
        Finding(
          .writer, .note, "the machine has started anew since the last writer",
          advice: "the next one looks at everything once; git events doctor --fix does it now",
          isFixable: true)
      ]
    }
  }

  private var locks: [Finding] {
    // Those of an interrupted writer are recovery's.
    if condition.reasonToRecover == .interruptedWriter { return [] }
    return condition.locks.map { name, isOld in
      Finding(
        .locks, .problem,
        isOld
          ? "\(name) was left behind by a program that was killed"
          : "\(name) is held by another program, or was left behind",
        advice: isOld
          ? "git events doctor --fix removes it" : "remove it if no git command is running",
        isFixable: isOld)
    }
  }

  private var packs: [Finding] {
    let strays = condition.strays.map {
      Finding(
        .packs, .problem, "\($0) was left behind by a program that did not end well",
        advice: "git events doctor --fix removes it", isFixable: true)
    }
    let kept = condition.keptPacks.map {
      Finding(
        .packs, .note, "\($0) is kept by its .keep file: it is never put together with others")
    }
    return strays + kept
  }

  private var maintenance: [Finding] {
    var findings: [Finding] = []
    if condition.hasUnfinishedMaintenance {
      findings.append(
        Finding(
          .maintenance, .problem, "maintenance was interrupted and left files behind",
          advice: "the next one removes them; git events doctor --fix does it now",
          isFixable: true))
    }
    if needs.isRunning {
      findings.append(Finding(.maintenance, .note, "maintenance is running now"))
    }
    if let failure = needs.lastFailure {
      findings.append(
        Finding(
          .maintenance, .problem, "maintenance failed the last time: \(failure)",
          advice: "git events maintain tries again, and so does git events doctor --fix",
          isFixable: true))
    } else if needs.isDue, !needs.isRunning {
      findings.append(
        Finding(
          .maintenance, .problem,
          "\(needs.smallPacks + needs.largePacks) packs and \(needs.looseObjects) loose objects slow reading down",
          advice: "git events maintain puts them together, and so does git events doctor --fix",
          isFixable: true))
    }
    return findings
  }

  private var configuration: [Finding] {
    condition.risks.map { risk in
      switch risk {
      case .automaticPacking:
        Finding(
          .configuration, .problem,
          "git packs this repository by itself, in an order that reads slowly: gc.auto is not 0",
          advice: "git config gc.auto 0; git events doctor --fix sets it", isFixable: true)
      case .fetchOverwrites(let reason, let advice):
        Finding(
          .configuration, .problem, "nothing can be recorded here: \(reason)", advice: advice)
      case .pushMirrors(let remote):
        Finding(
          .configuration, .problem,
          "a push to \(remote) mirrors: it removes events there that are not here",
          advice: "git config --unset remote.\(remote).mirror")
      case .unsynced(let setting):
        Finding(
          .configuration, .problem,
          "git does not sync all that it writes: \(setting); what is fetched may not survive a power loss",
          advice: "remove the setting")
      case .unguardedPushes:
        Finding(
          .configuration, .note,
          "whoever may push to this bare repository may also rewind or delete streams",
          advice: "git events hooks install refuses that; receive.deny… guards branches only")
      }
    }
  }

  private var surroundings: [Finding] {
    var findings: [Finding] = []
    if let version = condition.gitVersion {
      if !GitVersion.suffices(version) {
        findings.append(
          Finding(
            .git, .problem, "\(version) is older than \(GitVersion.oldest)",
            advice: "install a newer git"))
      }
    } else {
      findings.append(
        Finding(.git, .problem, "there is no git command", advice: "install git 2.39 or newer"))
    }
    if let kind = condition.unsafeFileSystem {
      findings.append(
        Finding(
          .fileSystem, .note,
          "the repository is on a file system (\(kind)) that may not keep what was synced, or lock between machines",
          advice: "keep stores that matter on a local disk"))
    }
    if let obstacle = condition.cacheObstacle {
      findings.append(
        Finding(
          .cache, .problem,
          "states that are computed ahead cannot be kept: their folder \(obstacle)",
          advice: "make it a folder of your own, or remove it"))
    }
    let hooks = condition.hooks.joined(separator: ", ")
    if !hooks.isEmpty {
      findings.append(Finding(.hooks, .note, "hooks that see every move of a ref: \(hooks)"))
    }
    return findings
  }
}
