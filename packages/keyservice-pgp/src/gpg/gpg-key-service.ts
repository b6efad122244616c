import { isAbsolute } from 'node:path'
import type { KeyService } from '@sopskit/core'
import { defineKeyService, requireDataKey, requireDeadline, SopsError } from '@sopskit/core'
import { keyName } from '../key-name.ts'
import { decryptArguments, encryptArguments, homeArguments } from './arguments.ts'
import { isEncrypted } from './is-encrypted.ts'
import { requireHome } from './require-home.ts'
import { requireKeyText } from './require-key-text.ts'
import { runGpg, type RunGpg } from './run-gpg.ts'
import { type Direction, useGpg } from './use-gpg.ts'

/** Settings of {@link gpgKeyService}. */
export interface GpgKeyServiceOptions {
  /** The name or path of the program; no command line (PGP-007). Default: `gpg`. */
  readonly program?: string | undefined
  /**
   * The GnuPG home, absolute and open to its owner only (PGP-012). Default: what gpg itself finds, by
   * `GNUPGHOME` or in the user's home (PGP-008).
   */
  readonly homeDirectory?: string | undefined
  /** The variables of the program, all of them: `PATH`, `HOME`, `GNUPGHOME`, `GPG_TTY` and so on. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** How long the program may take, in milliseconds; somebody may have to type a passphrase. Default: 300,000. */
  readonly deadlineMs?: number | undefined
  /** Runs the program. Default: as a process of this machine. */
  readonly run?: RunGpg | undefined
}

const fiveMinutes = 300_000

/**
 * A key service for PGP keys that lets the gpg program work, with its keys, agent, pinentry and smart cards,
 * and the arguments of sops (PGP-003, PGP-004). The key's text is whatever gpg takes behind `-r`.
 *
 * - `wrap` throws {@link SopsError} `INVALID_MASTER_KEY` for a text that gpg cannot take for a key, and
 *   `WRAP_FAILED` for a key that is unknown, expired, revoked or not for encryption (PGP-010).
 * - `unwrap` throws `UNWRAP_FAILED` when gpg has no key for the message or the message is damaged, and
 *   `PERMISSION_DENIED` when the key stays locked.
 * - Both throw `SERVICE_UNAVAILABLE` when gpg, its agent or the card cannot be reached, or does not finish in
 *   time, `INVALID_IDENTITY` for an unfit home, and `ABORTED` once their signal is aborted.
 *
 * What gpg prints is not quoted: a script in its place can print anything.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for an empty program name, a home that is not absolute, and a
 * deadline that cannot be.
 * @example
 * ```ts
 * import { gpgKeyService } from '@sopskit/keyservice-pgp/gpg'
 * const service = gpgKeyService({ env: process.env, homeDirectory: '/var/lib/ci/gnupg' })
 * console.log(service.name)
 * ```
 */
export function gpgKeyService(options: GpgKeyServiceOptions): KeyService {
  const { program = 'gpg', homeDirectory, run = runGpg } = options
  const deadlineMs = requireDeadline(options.deadlineMs ?? fiveMinutes)
  const settings = { program, homeDirectory, deadlineMs, env: { ...options.env }, run }
  requireSettings(settings)
  const home = homeArguments(homeDirectory)
  const use = async (
    args: readonly string[],
    stdin: Uint8Array,
    task: { readonly direction: Direction; readonly signal: AbortSignal | undefined },
  ): Promise<Uint8Array> => {
    if (homeDirectory !== undefined) await requireHome(homeDirectory)
    return useGpg({ ...settings, ...task, args: [...home, ...args], stdin })
  }
  return defineKeyService({
    type: 'pgp',
    name: 'gpg',
    wrap: async ({ fingerprint }, dataKey, { signal }) => {
      const key = requireKeyText(fingerprint)
      const direction = { kind: 'wrap', key: keyName(key) } as const
      const enc = await use(encryptArguments(key), dataKey, { direction, signal })
      return requireArmor(new TextDecoder().decode(enc).trim(), direction.key)
    },
    unwrap: async ({ fingerprint }, enc, { signal }) => {
      const direction = { kind: 'unwrap', key: keyName(fingerprint) } as const
      const stdin = new TextEncoder().encode(enc)
      const dataKey = await use(decryptArguments, stdin, { direction, signal })
      if (!isEncrypted(enc)) throw notEncrypted(direction.key)
      return requireDataKey(dataKey, `The message for ${direction.key}`, textModeAdvice)
    },
  })
}

// Of sops 2.0 (text mode): gpg drops every byte 0x0D.
const textModeAdvice =
  'If sops 2.0 wrote the file, decrypt it with pgpKeyService, which reads messages in text mode byte for byte; else restore it from an intact copy.'

/** sops gives such a data key out: who wrote it knows it, and need not even have the public key. */
function notEncrypted(key: string): SopsError {
  return new SopsError(
    'UNWRAP_FAILED',
    `The message for ${key} is not encrypted, or is more than one message, so its data key is not used. Restore the file from an intact copy.`,
  )
}

function requireSettings(settings: {
  readonly program: string
  readonly homeDirectory: string | undefined
}): void {
  const { program, homeDirectory } = settings
  if (program === '' || program.includes('\0')) {
    throw new SopsError('INVALID_OPTION', 'The gpg program needs a name or a path.')
  }
  if (homeDirectory !== undefined && !isAbsolute(homeDirectory)) {
    throw new SopsError('INVALID_OPTION', 'Give the GnuPG home as an absolute path (PGP-012).')
  }
}

/** An answer of something else, such as a plain copy of the data key, never becomes an `enc` (KEY-009). */
function requireArmor(enc: string, key: string): string {
  const whole =
    /^-----BEGIN PGP MESSAGE-----\n[\n\x20-\x7e\u{a0}-\u{10ffff}]+\n-----END PGP MESSAGE-----$/u
  const text = enc.replaceAll('\r\n', '\n')
  if (whole.test(text) && isEncrypted(text)) return text
  throw new SopsError(
    'WRAP_FAILED',
    `gpg ended well but gave no encrypted PGP message for ${key}. Is another program in its place (SOPS_GPG_EXEC)?`,
  )
}
