import GitEvents
import GitEventsAudit

/// What verification found, for people or as JSON Lines: the findings, then a summary.
struct VerificationText {
  private let report: VerificationReport
  private let isJSON: Bool

  init(_ report: VerificationReport, isJSON: Bool) {
    self.report = report
    self.isJSON = isJSON
  }

  /// Writes everything.
  ///
  /// - Parameter output: Where it goes.
  /// - Throws: `ClosedPipe`, or a `Failure` where it cannot be written.
  func write(to output: TextOutput) throws {
    for finding in report.findings {
      if isJSON {
        try output.write(bytes: json(finding) + [UInt8(ascii: "\n")])
      } else {
        for line in Self.lines(finding) { try output.line(line) }
      }
    }
    if isJSON {
      try output.write(bytes: summaryJSON() + [UInt8(ascii: "\n")])
    } else {
      for line in summary() { try output.line(line) }
    }
  }

  /// A finding in words: what and where, what was expected, and what it may mean.
  ///
  /// - Parameter finding: The finding.
  /// - Returns: The lines.
  static func lines(_ finding: VerificationFinding) -> [String] {
    var lines = [
      "\(finding.severity.rawValue): \(finding.rule.rawValue): "
        + "\(VisibleText.line(place(finding))): \(VisibleText.line(finding.found))"
    ]
    if let expected = finding.expected {
      lines.append("    expected \(VisibleText.line(expected))")
    }
    if let commit = finding.commit { lines.append("    commit \(commit)") }
    if finding.count > 1 { lines.append("    \(finding.count) of the kind") }
    lines.append("    \(finding.meaning)")
    return lines
  }

  private static func place(_ finding: VerificationFinding) -> String {
    guard let stream = finding.stream else { return finding.subject ?? "the store" }
    guard let versions = finding.versions else { return stream.text }
    // As in a range on the command line, A..B is what comes behind A.
    return versions.count == 1
      ? "\(stream)@\(versions.lowerBound)"
      : "\(stream)@\(versions.lowerBound - 1)..\(versions.upperBound)"
  }

  private func summary() -> [String] {
    var lines: [String] = []
    if report.findingsLeftOut > 0 {
      lines.append("and \(report.findingsLeftOut) more findings")
    }
    let counts = report.counts
    let verdict =
      report.severity == nil
      ? "all is well"
      : "\(Self.number(report.errors, "error")), \(Self.number(report.warnings, "warning"))"
    lines.append(
      "\(Self.number(counts.events, "event")) in \(Self.number(counts.streams, "stream")), "
        + "\(Self.number(report.ledgers.count, "ledger")), "
        + "\(Self.number(counts.snapshots, "snapshot")): \(verdict)")
    for ledger in report.ledgers {
      lines.append(
        "ledger \(VisibleText.line(ledger.replica)) at position \(ledger.position), "
          + "commit \(ledger.tip)")
    }
    if report.counts.unseenPayloads > 0 {
      lines.append(
        "payloads of \(Self.number(report.counts.unseenPayloads, "event")) are not here and were not checked"
      )
    }
    lines += startLines + signatureLines
    for gap in report.gaps { lines.append("not proven: \(gap.rawValue): \(gap.explanation)") }
    return lines
  }

  /// From where on events were read, and what was left out.
  private var startLines: [String] {
    guard let starts = report.starts else { return [] }
    return starts.map {
      "since ledger \(VisibleText.line($0.replica)) at position \($0.position), commit \($0.commit)"
    } + ["\(Self.number(report.counts.trusted, "event")) before were not read again"]
  }

  /// Who signed what.
  private var signatureLines: [String] {
    guard let signatures = report.signatures else { return [] }
    var lines = [
      "signed: \(signatures.signedLedgerCommits) of "
        + "\(Self.number(signatures.ledgerCommits, "ledger commit")); "
        + "\(signatures.covered) of \(Self.number(signatures.events, "event")) covered "
        + "(\(signatures.share(of: signatures.covered)))"
    ]
    for share in signatures.shares {
      lines.append(
        "signer \(VisibleText.line(share.signer.principal)): "
          + "\(Self.number(share.ledgerCommits, "ledger commit")), "
          + "\(Self.number(share.ownEvents, "event")) of their own; vouches for "
          + "\(Self.number(share.events, "event")) (\(signatures.share(of: share.events))), "
          + "\(share.signer.kind.rawValue) \(VisibleText.line(share.signer.key))")
    }
    if signatures.sealed > 0 {
      lines.append(
        "of those not covered, a later signed entry fixes \(Self.number(signatures.sealed, "event"))"
      )
    }
    if signatures.withoutLedgerTime > 0 {
      lines.append(
        "\(Self.number(signatures.withoutLedgerTime, "signed event")) checked at their own times: "
          + "no sound ledger tells of them")
    }
    return lines
  }

  private static func number(_ count: Int, _ word: String) -> String {
    count == 1 ? "1 \(word)" : "\(count) \(word)s"
  }

  private func json(_ finding: VerificationFinding) -> [UInt8] {
    var line = JSONLineWriter()
    line.member("rule", string: finding.rule.rawValue)
    line.member("severity", string: finding.severity.rawValue)
    line.member("stream", string: finding.stream?.text)
    line.member("firstVersion", integer: finding.versions?.lowerBound)
    line.member("lastVersion", integer: finding.versions?.upperBound)
    line.member("commit", string: finding.commit?.description)
    line.member("subject", string: finding.subject)
    line.member("expected", string: finding.expected)
    line.member("found", string: finding.found)
    line.member("meaning", string: finding.meaning)
    line.member("count", integer: finding.count)
    return line.finish()
  }

  private func summaryJSON() -> [UInt8] {
    var line = JSONLineWriter()
    line.member("store", string: report.storeID)
    line.member("time", string: report.time.canonicalText)
    line.member("errors", integer: report.errors)
    line.member("warnings", integer: report.warnings)
    line.member("leftOut", integer: report.findingsLeftOut)
    line.member("streams", integer: report.counts.streams)
    line.member("events", integer: report.counts.events)
    line.member("bytes", integer: report.counts.bytes)
    line.member("snapshots", integer: report.counts.snapshots)
    line.member("files", integer: report.counts.files)
    line.beginObject("ledgers")
    for ledger in report.ledgers {
      line.beginObject(ledger.replica)
      line.member("position", integer: ledger.position)
      line.member("commit", string: ledger.tip.description)
      line.endObject()
    }
    line.endObject()
    if report.counts.unseenPayloads > 0 {
      line.member("unseenPayloads", integer: report.counts.unseenPayloads)
    }
    if let starts = report.starts {
      line.member("notRead", integer: report.counts.trusted)
      line.beginObject("since")
      for start in starts {
        line.beginObject(start.replica)
        line.member("position", integer: start.position)
        line.member("commit", string: start.commit.description)
        line.endObject()
      }
      line.endObject()
    }
    if let signatures = report.signatures { add(signatures, to: &line) }
    line.member("notProven", strings: report.gaps.map(\.rawValue))
    return line.finish()
  }

  private func add(_ signatures: SignatureReport, to line: inout JSONLineWriter) {
    line.beginObject("signatures")
    line.member("ledgerCommits", integer: signatures.ledgerCommits)
    line.member("signedLedgerCommits", integer: signatures.signedLedgerCommits)
    line.member("events", integer: signatures.events)
    line.member("covered", integer: signatures.covered)
    line.member("sealed", integer: signatures.sealed)
    line.member("withoutLedgerTime", integer: signatures.withoutLedgerTime)
    var signers: [UInt8] = []
    for share in signatures.shares {
      var member = JSONLineWriter()
      member.member("signer", string: share.signer.principal)
      member.member("kind", string: share.signer.kind.rawValue)
      member.member("key", string: share.signer.key)
      member.member("ledgerCommits", integer: share.ledgerCommits)
      member.member("ownEvents", integer: share.ownEvents)
      member.member("events", integer: share.events)
      signers += (signers.isEmpty ? [] : [UInt8(ascii: ",")]) + member.finish()
    }
    line.member("signers", raw: [UInt8(ascii: "[")] + signers + [UInt8(ascii: "]")])
    line.endObject()
  }
}
