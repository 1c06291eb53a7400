import GitEvents

/// A verification as a page for an auditor: one file of HTML without scripts and without anything from outside.
public struct AuditPage: Sendable {
  private let report: VerificationReport
  private let command: String
  private let program: String

  /// Takes a report.
  ///
  /// - Parameters:
  ///   - report: What was found.
  ///   - command: The command that repeats the run.
  ///   - program: The name and version of the program that ran.
  public init(_ report: VerificationReport, repeatedBy command: String, program: String) {
    self.report = report
    self.command = command
    self.program = program
  }

  /// The page.
  public var html: String {
    var page = PageText()
    page.raw(AuditPage.head)
    page.element("h1", "Verification of an event store")
    verdict(&page)
    facts(&page)
    claims(&page)
    findings(&page)
    signers(&page)
    ledgers(&page)
    repetition(&page)
    page.raw("</main></body></html>\n")
    return page.text
  }

  private func verdict(_ page: inout PageText) {
    let (errors, warnings) = (report.errors, report.warnings)
    if errors > 0 {
      page.element(
        "p", "\(errors) errors and \(warnings) warnings: something that was recorded is in doubt.",
        class: "verdict error")
    } else if warnings > 0 {
      page.element(
        "p", "No errors, \(warnings) warnings: nothing that was recorded is in doubt.",
        class: "verdict warning")
    } else {
      page.element("p", "Nothing was found.", class: "verdict sound")
    }
  }

  private func facts(_ page: inout PageText) {
    let counts = report.counts
    page.table(
      nil,
      [
        ["Store", report.storeID.isEmpty ? "unknown" : report.storeID],
        ["Verified", report.time.canonicalText],
        ["Program", program],
        ["Events", "\(counts.events) in \(counts.streams) streams"],
      ] + since + [
        ["Payloads and trees", "\(counts.bytes) bytes"],
        ["Snapshots", "\(counts.snapshots)"],
        ["Files of objects", "\(counts.files)"],
      ])
  }

  /// From where on events were read.
  private var since: [[String]] {
    guard let starts = report.starts else { return [] }
    let places = starts.map {
      "ledger \($0.replica) at position \($0.position), commit \($0.commit)"
    }
    return [
      ["Since", places.joined(separator: "; ")],
      ["Not read again", "\(report.counts.trusted) events before"],
    ]
  }

  /// Who signed what.
  private func signers(_ page: inout PageText) {
    page.element("h2", "Signers")
    guard let signatures = report.signatures else {
      page.element("p", "Signatures were not checked.")
      return
    }
    page.element(
      "p",
      "\(signatures.signedLedgerCommits) of \(signatures.ledgerCommits) ledger commits have a good signature. "
        + "\(signatures.covered) of \(signatures.events) events (\(signatures.share(of: signatures.covered))) are "
        + "covered: signed by themselves, or recorded by an entry that is signed. Of the others, a later signed entry "
        + "fixes \(signatures.sealed): they were there, as they are, when it was made. "
        + "\(signatures.withoutLedgerTime) signed events were checked at the times that they say themselves, because no "
        + "sound ledger tells of them.")
    if signatures.shares.isEmpty { return }
    page.table(
      ["Signer", "Key", "Ledger commits", "Events of their own", "Vouches for events", "Share"],
      signatures.shares.map { share in
        [
          share.signer.principal, "\(share.signer.kind.rawValue) \(share.signer.key)",
          "\(share.ledgerCommits)", "\(share.ownEvents)", "\(share.events)",
          signatures.share(of: share.events),
        ]
      })
  }

  /// What the run proves and what it does not; each of the four questions has an answer.
  private func claims(_ page: inout PageText) {
    page.element("h2", "What this run proves")
    let hasErrors = report.severity == .error
    func answer(_ gap: VerificationReport.Gap) -> String {
      report.gaps.contains(gap)
        ? "not proven" : hasErrors ? "see the findings" : "proven against the ledgers below"
    }
    let isPart = report.gaps.contains(.earlier)
    let integrity =
      hasErrors
      ? "see the findings"
      : isPart ? "proven since the point that was named" : "proven against the ledgers below"
    page.table(
      ["Question", "Answer", "Why"],
      [
        [
          "Integrity: is each event as it was recorded?", integrity,
          "Every object was read and named anew, with detection of attacks on SHA-1; each event "
            + "names the one before it, and the ledger names each stream's head after every append.",
        ],
        [
          "Completeness: are all events here?",
          report.gaps.contains(.otherStreams) ? "not proven" : answer(.completeness),
          explanation(
            [.otherStreams, .completeness],
            else:
              "Every event is told of by a ledger, and every event that a ledger tells of is here."),
        ],
        [
          "Rewind: was the store set back as a whole?", answer(.rewind),
          explanation(
            [.rewind],
            else: "Every ledger leads back through where it was when it was last verified here."),
        ],
        [
          "Authorship: did the named person do it?",
          report.gaps.contains(.unsigned) ? "not proven for all" : answer(.authorship),
          explanation(
            [.authorship, .unsigned],
            else:
              "Every event is covered by a signature of a key that was allowed when the ledger's entry was made: "
              + "whoever had the key recorded it. That the actor who is named did it is the recorder's word."
          ),
        ],
        ["Time: did it happen then?", answer(.time), explanation([.time], else: "")],
      ])
  }

  private func explanation(_ gaps: [VerificationReport.Gap], else text: String) -> String {
    gaps.first { report.gaps.contains($0) }?.explanation ?? text
  }

  private func findings(_ page: inout PageText) {
    page.element("h2", "Findings")
    if report.findings.isEmpty {
      page.element("p", "None.")
      return
    }
    page.table(
      ["Severity", "Rule", "Where", "Found", "Expected", "What it may mean"],
      report.findings.map { finding in
        [
          finding.severity.rawValue, finding.rule.rawValue, place(finding), finding.found,
          finding.expected ?? "", finding.meaning,
        ]
      })
    if report.findingsLeftOut > 0 {
      page.element("p", "And \(report.findingsLeftOut) more.")
    }
  }

  private func place(_ finding: VerificationFinding) -> String {
    var parts: [String] = []
    if let stream = finding.stream { parts.append("stream \(stream)") }
    if let versions = finding.versions {
      parts.append(
        versions.count == 1
          ? "version \(versions.lowerBound)"
          : "versions \(versions.lowerBound) to \(versions.upperBound)")
    }
    if let commit = finding.commit { parts.append("commit \(commit)") }
    if let subject = finding.subject { parts.append(subject) }
    if finding.count > 1 { parts.append("\(finding.count) of the kind") }
    return parts.joined(separator: ", ")
  }

  private func ledgers(_ page: inout PageText) {
    page.element("h2", "Ledgers")
    if report.ledgers.isEmpty {
      page.element("p", "None.")
      return
    }
    page.table(
      ["Replica", "Events", "Appends", "Commit"],
      report.ledgers.map { ["\($0.replica)", "\($0.position)", "\($0.entries)", "\($0.tip)"] })
  }

  private func repetition(_ page: inout PageText) {
    page.element("h2", "How to repeat it")
    page.element("pre", command)
    page.element(
      "p",
      "The commits of the ledgers above fix everything that was verified: whoever has them has the "
        + "same events. `git rev-parse` of a ledger's ref shows where it is now.")
  }

  private static let head = """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Verification of an event store</title>
    <style>
    body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff }
    main { max-width: 70rem; margin: auto }
    table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
    th, td { border: 1px solid #ccc; padding: .4rem .6rem; text-align: left; vertical-align: top }
    td { overflow-wrap: anywhere }
    pre { background: #f4f4f4; padding: .8rem; overflow-x: auto }
    .verdict { font-weight: bold; padding: .6rem .8rem; border-left: .4rem solid }
    .sound { border-color: #2a7a2a; background: #eef7ee }
    .warning { border-color: #a66f00; background: #fdf6e7 }
    .error { border-color: #a11; background: #fbeaea }
    </style></head><body><main>

    """
}
