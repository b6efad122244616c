import { SopsError } from '@sopskit/core'
import type { AgeSshIdentity } from '../identities/age-identity.ts'
import { ageFileOpener } from '../open-age-file.ts'
import { askPassphrase } from '../passphrase/ask-passphrase.ts'
import type { Passphrases } from '../passphrase/passphrases.ts'
import type { AgeStanza } from '../plugins/age-plugins.ts'
import type { SharedTask } from '../shared-task.ts'
import { sharedTask } from '../shared-task.ts'
import type { Attempt } from '../unwrap-by-others.ts'
import { openWithEd25519 } from './ed25519-file-key.ts'
import { parseSshPrivateKey } from './parse-ssh-private-key.ts'
import { openWithRsa } from './rsa-file-key.ts'
import type { LockedSshKey, SshPrivateKey } from './ssh-private-key.ts'
import { UnusableSshKey } from './ssh-private-key.ts'
import type { SshPublicKey } from './ssh-public-key.ts'
import { sshTag } from './ssh-tag.ts'

interface UsableKey {
  readonly publicKey: SshPublicKey
  /** Asks for the passphrase, where there is one (AGE-015). */
  readonly unlock: SharedTask<SshPrivateKey>
}

/** Opens age files with a private key of SSH. */
export function createSshAttempt(
  identity: AgeSshIdentity,
  passphrases: Passphrases | undefined,
): Attempt {
  const prepared = sharedTask(() => prepare(identity, passphrases))
  return async ({ file, signal }) => {
    const key = await prepared(signal)
    const open = await ageFileOpener([
      { unwrapFileKey: (stanzas) => unwrapFileKey(key, stanzas, { identity, signal }) },
    ])
    return open(file)
  }
}

async function prepare(
  identity: AgeSshIdentity,
  passphrases: Passphrases | undefined,
): Promise<UsableKey> {
  const key = await explained(identity, () =>
    parseSshPrivateKey(identity.privateKey, identity.publicKey),
  )
  if (key.kind !== 'locked') {
    return { publicKey: key.publicKey, unlock: () => Promise.resolve(key) }
  }
  if (identity.mayAsk === false) {
    throw unusable(identity, 'has a passphrase; a command must give the key without one')
  }
  const { publicKey } = key
  if (publicKey === undefined) {
    throw unusable(
      identity,
      'has a passphrase, and there is no .pub file beside it that tells its public part',
    )
  }
  const unlock = sharedTask((signal) =>
    askAndUnlock({ key, publicKey, identity, signal }, passphrases),
  )
  return { publicKey, unlock }
}

interface Unlocking {
  readonly key: LockedSshKey
  readonly publicKey: SshPublicKey
  readonly identity: AgeSshIdentity
  readonly signal: AbortSignal
}

const locked =
  'fits but is locked, and there is no terminal to ask for its passphrase, or no answer. Run it at a terminal'

async function askAndUnlock(
  { key, publicKey, identity, signal }: Unlocking,
  passphrases: Passphrases | undefined,
): Promise<SshPrivateKey> {
  const { place } = identity
  const passphrase = await askPassphrase(passphrases, { kind: 'ssh-key', place, signal })
  if (passphrase === undefined) throw unusable(identity, locked)
  const opened = await explained(identity, () => key.unlock(passphrase, signal))
  if (opened === undefined) throw unusable(identity, 'fits, but the passphrase is wrong')
  if (sshTag(opened.publicKey) !== sshTag(publicKey)) {
    throw unusable(identity, 'does not belong to the .pub file beside it')
  }
  return opened
}

interface StanzaContext {
  readonly identity: AgeSshIdentity
  readonly signal: AbortSignal | undefined
}

async function unwrapFileKey(
  { publicKey, unlock }: UsableKey,
  stanzas: readonly AgeStanza[],
  { identity, signal }: StanzaContext,
): Promise<Uint8Array | null> {
  const tag = sshTag(publicKey)
  // Four bytes can be those of another key, too.
  const mine = stanzas.filter(({ args }) => args[0] === publicKey.type && args[1] === tag)
  if (mine.length === 0) return null
  const key = await unlock(signal)
  for (const stanza of mine) {
    const fileKey = await openStanza(key, stanza)
    if (fileKey !== undefined) return fileKey
  }
  const message = `${identity.place}: The SSH key fits, but the age file is damaged.`
  throw new SopsError('UNWRAP_FAILED', message)
}

/** `undefined` when it does not open: the error could quote what was given. */
async function openStanza(
  key: SshPrivateKey,
  { args, body }: AgeStanza,
): Promise<Uint8Array | undefined> {
  try {
    if (key.kind === 'rsa') return await openWithRsa(key.key, body)
    return openWithEd25519(key.publicKey, key.seed, { share: args[2] ?? '', body })
  } catch {
    return undefined
  }
}

async function explained<T>(identity: AgeSshIdentity, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (error instanceof UnusableSshKey) throw unusable(identity, error.message)
    throw error
  }
}

function unusable({ place }: AgeSshIdentity, reason: string): SopsError {
  return new SopsError('INVALID_IDENTITY', `${place}: The SSH key ${reason}.`)
}
