import GitEventsCLI

ThisProcess.end(
  await CommandLineTool.run(
    arguments: ThisProcess.arguments, environment: ThisProcess.environment,
    currentDirectory: ThisProcess.currentDirectory, executable: ThisProcess.executable))
