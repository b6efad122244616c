import type { FluxFileSystem } from '../files/file-system.ts'
import type { FluxNotice } from '../notice.ts'
import type { Opener } from './opener.ts'
import type { SecretTexts } from './secret-texts.ts'

/** What the steps of one build share. */
export interface BuildRoom {
  /** The folder that paths are below: the committed tree, or its scratch copy. */
  readonly root: string
  readonly fileSystem: FluxFileSystem
  /** `undefined`: nothing is decrypted (FLX-003). */
  readonly opener: Opener | undefined
  readonly secrets: SecretTexts
  /** The encrypted MACs of what was verified as it was committed. */
  readonly verified: Set<string>
  readonly signal: AbortSignal | undefined
  notify(notice: FluxNotice): void
}
