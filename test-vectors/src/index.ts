export type * from './manifest.ts'
export { caseFolder, loadCases, loadManifest, readCaseFile, testKeyFile } from './files.ts'
export {
  loadOldFiles,
  oldDataKey,
  oldDataKeyCount,
  oldFilePath,
  oldPgpKey,
  readOldFile,
} from './old-files.ts'
export type { OldFile, OldOutcome } from './old-files.ts'
export { testIdentity, testIdentityCount, testRecipient } from './test-identities.ts'
export { expandPlaceholders, stepEnvironment } from './placeholders.ts'
export { maskEncrypted } from './mask-encrypted.ts'
export type { MaskOptions } from './mask-encrypted.ts'
export { macVectors, shamirVectors, valueVectors } from './vectors.ts'
export type { MacVector, ShamirVector, ValueVector } from './vectors.ts'
export { replayCase } from './replay/replay-case.ts'
export type { StepReport } from './replay/replay-case.ts'
export type { ReplayOptions } from './replay/replay-options.ts'
export type { Program, ProgramCall, ProgramResult } from './replay/program.ts'
export { spawnProgram } from './replay/spawn-program.ts'
export { keyServiceTestCount, testKeyService } from './key-service/test-key-service.ts'
export type { KeyServiceCheck, KeyServiceSubject } from './key-service/test-key-service.ts'
export { startPeers } from './peers/start-peers.ts'
export type { PeerName, Peers } from './peers/start-peers.ts'
