import Dispatch
import Git
import GitEvents
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Checks the files in which git keeps objects, whether or not anything reaches what is in them.
struct FilesVerifier {
  private static let loosePiece = 256
  private static let largest = 1 << 30

  private let repository: Repository
  private let objects: CheckedObjects

  init(_ repository: Repository, _ objects: CheckedObjects) {
    self.repository = repository
    self.objects = objects
  }

  /// Checks every file with a checksum, and every loose object.
  ///
  /// - Parameter findings: Takes what is wrong.
  /// - Returns: How many files there are.
  /// - Throws: `io`.
  func verify(_ findings: inout FindingCollection) throws(EventStoreError) -> Int {
    let files = ChecksummedFiles(repository.location)
    let paths = try onGit { () throws(GitError) in try files.list() }
    let loose = files.looseObjects()
    let pieces = (loose.count + FilesVerifier.loosePiece - 1) / FilesVerifier.loosePiece
    let seen = Mutex<[VerificationFinding]>([])
    let failure = Mutex<EventStoreError?>(nil)
    let (objects, objectsDirectory) = (objects, repository.location.objectsDirectory)
    DispatchQueue.concurrentPerform(iterations: paths.count + pieces) { index in
      do throws(EventStoreError) {
        let found =
          index < paths.count
          ? try FilesVerifier.check(paths[index], in: objectsDirectory)
          : try FilesVerifier.check(
            loose.dropFirst((index - paths.count) * FilesVerifier.loosePiece)
              .prefix(FilesVerifier.loosePiece), objects)
        seen.withLock { $0 += found }
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    for finding in seen.withLock({ $0 }) { findings.add(finding) }
    return paths.count + loose.count
  }

  private static func check(
    _ path: String, in directory: String
  ) throws(EventStoreError) -> [VerificationFinding] {
    let name = path.hasPrefix(directory + "/") ? String(path.dropFirst(directory.count + 1)) : path
    let problem: String?
    do throws(GitError) {
      problem = try ChecksummedFiles.problem(with: path)
    } catch {
      guard let reason = unreadable(error) else { throw EventStoreError(error) }
      return [VerificationFinding(.fileUnreadable, reason, subject: name)]
    }
    guard let problem else { return [] }
    return [VerificationFinding(.fileDamaged, "the file \(problem)", subject: name)]
  }

  /// Why a file may not be read; nil for another failure.
  private static func unreadable(_ error: GitError) -> String? {
    guard case .system(_, _, let reason) = error, reason == EACCES || reason == EPERM else {
      return nil
    }
    return "it may not be read"
  }

  private static func check(
    _ loose: ArraySlice<ObjectID>, _ objects: CheckedObjects
  ) throws(EventStoreError) -> [VerificationFinding] {
    var found: [VerificationFinding] = []
    for id in loose {
      do throws(GitError) {
        _ = try objects.object(id, limit: largest)
      } catch {
        // It may have been packed meanwhile, and pruned: whoever needs it finds it missing.
        if case .missingObject = error { continue }
        // It is none of ours: nothing that the store makes is so large.
        if case .oversizedObject = error { continue }
        if let reason = unreadable(error) {
          found.append(VerificationFinding(.fileUnreadable, reason, commit: CommitID(id)))
          continue
        }
        found.append(
          try VerificationFinding(of: EventStoreError(error), .objectDamaged, at: id))
      }
    }
    return found
  }
}
