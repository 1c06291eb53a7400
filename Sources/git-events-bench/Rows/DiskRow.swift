/// What an event takes on the disk after maintenance: objects, refs and everything beside them.
struct DiskRow: Row {
  let name = "disk"
  let scope = RowScope.largest

  func lines(_ session: Session, _ size: Int) throws -> [ReportLine] {
    let store = session.store(size)
    let isMaintained = try store.maintain()
    let events = Double(size)
    var line = ReportLine(row: name, events: size, unit: .bytesPerEvent)
    line.target = Targets.target(of: name)
    line.figure = ReportLine.Figure(
      value: Double(try FolderSize.bytes(store.repository)) / events, statistic: "size")
    line.peerName = "git gc of fast-import's"
    try store.fastImport.collectGarbage()
    line.peer = ReportLine.Figure(
      value: Double(try FolderSize.bytes(store.fastImport.repository)) / events, statistic: "size")
    if !isMaintained { line.note = "as the import left it: there is no maintain yet" }
    return [line]
  }
}
