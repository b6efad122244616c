import { deepStrictEqual, notStrictEqual, rejects, strictEqual } from 'node:assert/strict'
import type { KeyService, MasterKey } from '@sopskit/core'
import { isSopsError } from '@sopskit/core'

/** A key service to be checked, with what its checks need. */
export interface KeyServiceSubject {
  /** A fresh service that can wrap for `key` and unwrap what it wrapped. */
  readonly service: () => KeyService
  readonly key: MasterKey
  /** A key of another kind, which is none of the service's business. */
  readonly foreignKey: MasterKey
  /** Keys of the right kind that are malformed; empty where any text is a key. */
  readonly malformedKeys: readonly MasterKey[]
  /** A service without the credentials that `key` asks for. */
  readonly stranger: () => KeyService
  /** Credentials and other texts that no error may hold. */
  readonly secrets: readonly string[]
}

/** One thing that every key service must do. */
export interface KeyServiceCheck {
  readonly title: string
  /** Rejects when the service does otherwise. */
  readonly run: () => Promise<void>
}

const dataKey = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1)
const share = Uint8Array.from({ length: 33 }, (_, index) => 255 - index)

/**
 * What every key service must do, whatever its backend. A test suite runs each check and asserts how many
 * there are (`keyServiceTestCount`).
 */
export function testKeyService(subject: KeyServiceSubject): readonly KeyServiceCheck[] {
  return [
    {
      title: 'a data key of 32 bytes comes back (KEY-002)',
      run: () => roundTrip(subject, dataKey),
    },
    { title: 'a share of 33 bytes comes back (KEY-002)', run: () => roundTrip(subject, share) },
    {
      title: 'the wrapped text is text that the metadata can hold (KEY-003)',
      run: () => checkText(subject),
    },
    { title: 'the data key that was handed in is left as it was', run: () => keepsInput(subject) },
    { title: 'a key of another kind is answered with null', run: () => ignoresOthers(subject) },
    { title: 'several data keys at once do not get mixed up', run: () => concurrent(subject) },
    {
      title: 'a malformed key is refused with INVALID_MASTER_KEY',
      run: () => refusesMalformed(subject),
    },
    { title: 'without credentials nothing is unwrapped', run: () => refusesStrangers(subject) },
    { title: 'a truncated wrapped text is refused', run: () => refusesTruncated(subject) },
    { title: 'an empty wrapped text is refused', run: () => refuses(subject, '') },
    {
      title: 'a wrapped text of something else is refused',
      run: () => refuses(subject, 'bm90IGEga2V5'),
    },
    {
      title: 'an aborted signal ends both directions with ABORTED',
      run: () => stopsWhenAborted(subject),
    },
    { title: 'the name is a word for reports', run: () => checkName(subject) },
  ]
}

/** How many checks there are, for suites to assert. */
export const keyServiceTestCount = 13

async function wrapped(
  { service, key }: KeyServiceSubject,
  secret: Uint8Array = dataKey,
): Promise<string> {
  const enc = await service().wrap(key, secret.slice(), {})
  if (enc === null) throw new Error('the service does not know its own key')
  return enc
}

async function roundTrip(subject: KeyServiceSubject, secret: Uint8Array): Promise<void> {
  const enc = await wrapped(subject, secret)
  const back = await subject.service().unwrap(subject.key, enc, {})
  deepStrictEqual(back === null ? null : Uint8Array.from(back), secret)
}

async function checkText(subject: KeyServiceSubject): Promise<void> {
  const enc = await wrapped(subject)
  notStrictEqual(enc, '')
  strictEqual(/^[\n\x20-\x7e]+$/.test(enc), true, 'printable ASCII and line feeds only')
  strictEqual(holdsKey(enc, dataKey), false, 'the data key stands in the wrapped text')
}

async function keepsInput({ service, key }: KeyServiceSubject): Promise<void> {
  const secret = dataKey.slice()
  await service().wrap(key, secret, {})
  deepStrictEqual(secret, dataKey)
}

async function ignoresOthers(subject: KeyServiceSubject): Promise<void> {
  const service = subject.service()
  strictEqual(await service.wrap(subject.foreignKey, dataKey.slice(), {}), null)
  strictEqual(await service.unwrap(subject.foreignKey, 'enc', {}), null)
}

async function concurrent({ service, key }: KeyServiceSubject): Promise<void> {
  const one = service()
  const secrets = [1, 2, 3, 4].map((fill) => Uint8Array.from({ length: 32 }, () => fill))
  const backs = await Promise.all(
    secrets.map(async (secret) =>
      one.unwrap(key, (await one.wrap(key, secret.slice(), {})) ?? '', {}),
    ),
  )
  deepStrictEqual(
    backs.map((back) => (back === null ? null : Uint8Array.from(back))),
    secrets,
  )
}

async function refusesMalformed(subject: KeyServiceSubject): Promise<void> {
  for (const key of subject.malformedKeys) {
    await rejects(subject.service().wrap(key, dataKey.slice(), {}), (error: unknown) => {
      requireSafe(subject, error)
      return isSopsError(error, 'INVALID_MASTER_KEY')
    })
  }
}

async function refusesStrangers(subject: KeyServiceSubject): Promise<void> {
  await refuses({ ...subject, service: subject.stranger }, await wrapped(subject))
}

async function refusesTruncated(subject: KeyServiceSubject): Promise<void> {
  const enc = await wrapped(subject)
  await refuses(subject, enc.slice(0, Math.floor(enc.length / 2)))
}

async function refuses(subject: KeyServiceSubject, enc: string): Promise<void> {
  await rejects(subject.service().unwrap(subject.key, enc, {}), (error: unknown) => {
    requireSafe(subject, error)
    return isSopsError(error) && refusals.has(error.code)
  })
}

const refusals: ReadonlySet<string> = new Set([
  'UNWRAP_FAILED',
  'PERMISSION_DENIED',
  'SERVICE_UNAVAILABLE',
  'INVALID_IDENTITY',
])

async function stopsWhenAborted(subject: KeyServiceSubject): Promise<void> {
  const enc = await wrapped(subject)
  const call = { signal: AbortSignal.abort() }
  await rejects(subject.service().wrap(subject.key, dataKey.slice(), call), aborted)
  await rejects(subject.service().unwrap(subject.key, enc, call), aborted)
}

const aborted = (error: unknown): boolean => isSopsError(error, 'ABORTED')

async function checkName({ service }: KeyServiceSubject): Promise<void> {
  strictEqual(/^[a-z][a-z0-9 ]*$/i.test(service().name), true)
}

/** No credential and no data key in what people and logs get to see. */
function requireSafe({ secrets }: KeyServiceSubject, error: unknown): void {
  const seen = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)
  for (const secret of secrets) strictEqual(seen.includes(secret), false, 'a secret in the error')
  strictEqual(holdsKey(seen, dataKey), false, 'the data key in the error')
}

function holdsKey(text: string, key: Uint8Array): boolean {
  const bytes = Buffer.from(key)
  return ['hex', 'base64', 'base64url', 'latin1'].some((encoding) =>
    text.includes(bytes.toString(encoding as BufferEncoding)),
  )
}
