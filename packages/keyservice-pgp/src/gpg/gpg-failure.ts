import { SopsError, type SopsErrorCode } from '@sopskit/core'
import { describeHome, type HomeSettings } from './describe-home.ts'
import type { GpgResult } from './run-gpg.ts'
import type { Direction } from './use-gpg.ts'

interface Reason {
  /** What gpg prints, in English; in other languages the reason is not recognised. */
  readonly sign: RegExp
  readonly code?: SopsErrorCode
  /** In our own words; what gpg prints is not quoted, for a script in its place can print anything. */
  readonly words: string
  /** It can come of another home than the one meant. */
  readonly ofHome?: true
}

// The first that fits counts: gpg sums up many a failure as "No secret key".
const reasons: readonly Reason[] = [
  {
    sign: /can't connect to the agent|No agent running|gpg-agent is not available|IPC connect call failed/,
    code: 'SERVICE_UNAVAILABLE',
    words: 'its agent cannot be reached. Is the GnuPG home writable, and its path short?',
    ofHome: true,
  },
  {
    sign: /Operation cancelled|canceled/i,
    code: 'PERMISSION_DENIED',
    words: 'the question for the passphrase was cancelled.',
  },
  {
    sign: /Bad passphrase|Bad PIN/,
    code: 'PERMISSION_DENIED',
    words: 'the passphrase or PIN is wrong.',
  },
  {
    sign: /Inappropriate ioctl for device|No pinentry|cannot open '\/dev\/tty'|cannot open tty|No passphrase given|No such device or address/,
    code: 'PERMISSION_DENIED',
    words:
      'the key is locked and there is no terminal to ask for its passphrase. Set GPG_TTY to the terminal ($(tty)), or give the passphrase another way (docs/backends/pgp.md).',
  },
  {
    sign: /: Timeout/,
    code: 'PERMISSION_DENIED',
    words: 'nobody answered the question for the passphrase in time.',
  },
  {
    sign: /Card not present|No SmartCard|selecting card failed|Card error|card removed/i,
    code: 'SERVICE_UNAVAILABLE',
    words: 'the smart card is not there or does not answer.',
  },
  {
    sign: /is not a valid long keyID/,
    code: 'INVALID_MASTER_KEY',
    words: 'that is not the name of a key for it. Give the fingerprint.',
  },
  {
    sign: /No public key/,
    words: 'it has no such public key. Import it; nothing is fetched.',
    ofHome: true,
  },
  {
    sign: /key has expired|Key expired/i,
    words: 'the key has expired. Extend it, or encrypt for another key.',
  },
  {
    sign: /Unusable public key/,
    words:
      'that key is expired, revoked, disabled or not for encryption. Encrypt for another key, or extend it.',
  },
  {
    sign: /no assurance this key belongs/,
    words: 'it does not trust that key. Give the whole fingerprint.',
  },
  {
    sign: /manipulated|not integrity protected|no valid OpenPGP data|CRC error|invalid packet|Bad session key|unexpected armor|premature EOF|Checksum error|unexpected data/i,
    words: 'the message is damaged, not authenticated, or none. Restore it from an intact copy.',
  },
  {
    sign: /No secret key/,
    words:
      'it has no private key for the message. Import the key, or look whether GNUPGHOME names the right home.',
    ofHome: true,
  },
]

/** The error for a gpg that ended with a failure. */
export async function gpgFailure(
  { status, stderr }: Pick<GpgResult, 'status' | 'stderr'>,
  { kind, key }: Direction,
  settings: HomeSettings,
): Promise<SopsError> {
  const reason = reasons.find(({ sign }) => sign.test(stderr))
  const code = reason?.code ?? (kind === 'wrap' ? 'WRAP_FAILED' : 'UNWRAP_FAILED')
  const verb = kind === 'wrap' ? 'encrypt the data key for' : 'decrypt the data key for'
  const words = reason?.words ?? unknownReason(status)
  const home = reason?.ofHome === true ? ` ${await describeHome(settings)}` : ''
  return new SopsError(code, `gpg could not ${verb} ${key}: ${words}${home}`)
}

function unknownReason(status: number | null): string {
  const end = status === null ? 'it was ended by a signal' : `it ended with status ${status}`
  return `${end} for a reason not known here. Run gpg by hand to see what it says, or set LC_ALL=C if it says it in another language.`
}
