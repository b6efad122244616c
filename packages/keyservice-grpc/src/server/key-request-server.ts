import type { KeyService, MasterKey } from '@sopskit/core'
import { decodeUtf8, encodeUtf8, isDataKey, masterKeyId, shownKeyName } from '@sopskit/core'
import { decodeRequest, type KeyOperation, type KeyRequest } from '../wire/messages.ts'
import { MalformedMessage } from '../wire/protobuf.ts'
import { Refusal, refusalFor } from './refusal.ts'

/**
 * Which keys may be used: the ids of `masterKeyId`, or a rule. The key is what the client says it is: age and
 * PGP open whatever fits an identity of theirs, so hand those services only identities that clients may use.
 */
export type AllowedKeys = readonly string[] | ((key: MasterKey, operation: KeyOperation) => boolean)

/** What somebody is asked before a key is used. */
export interface KeyQuestion {
  readonly operation: KeyOperation
  /** Kind and name of the key, fit for a terminal. */
  readonly key: string
  /** Aborted when the client is gone, and the answer of no use. */
  readonly signal: AbortSignal
}

/** Answers one request, or throws the `Refusal` that the client gets. */
export type ServeRequest = (
  operation: KeyOperation,
  message: Uint8Array,
  signal: AbortSignal,
) => Promise<Uint8Array>

/** What requests are served with. */
export interface ServeOptions {
  /** Asked in turn; the first that knows the kind of key answers. */
  readonly services: readonly KeyService[]
  readonly allow?: AllowedKeys
  readonly prompt?: (question: KeyQuestion) => Promise<boolean>
  readonly log?: (line: string) => void
}

/** Serves requests: checks, asks, and only then lets the services work (KS-009). */
export function keyRequestServer({ services, allow, prompt, log }: ServeOptions): ServeRequest {
  const ask = prompt === undefined ? undefined : oneByOne(prompt)

  const serve = async (request: Checked, signal: AbortSignal): Promise<Uint8Array> => {
    const { operation, key } = request
    if (!isAllowed(allow, key, operation)) {
      throw new Refusal('PERMISSION_DENIED', 'The key service may not use this key.')
    }
    const accepted: unknown =
      ask === undefined || (await ask({ operation, key: shownKey(key), signal }))
    if (accepted !== true) {
      throw new Refusal('PERMISSION_DENIED', 'Request rejected by user')
    }
    requireClient(signal)
    return answer(services, request, signal)
  }

  return async (operation, message, signal) => {
    let name = 'a message that is no request'
    try {
      const request = check(operation, message)
      name = shownKey(request.key)
      const result = await serve(request, signal)
      log?.(`${operation} ${name}: done`)
      return result
    } catch (error) {
      const refusal = signal.aborted ? new Refusal('CANCELLED', gone) : refusalFor(error)
      log?.(`${operation} ${name}: ${refusal.message}`)
      throw refusal
    }
  }
}

const gone = 'The client went away.'

interface Checked {
  readonly operation: KeyOperation
  readonly key: MasterKey
  readonly bytes: Uint8Array
}

function check(operation: KeyOperation, message: Uint8Array): Checked {
  const { key, bytes } = read(message)
  if (key === undefined) {
    throw new Refusal('NOT_FOUND', 'The request names no key of a known kind.')
  }
  // Whatever else is wrapped or unwrapped for a client is no data key, and none of its business.
  if (operation === 'encrypt' && !isDataKey(bytes)) {
    throw new Refusal(
      'INVALID_ARGUMENT',
      'What is to be encrypted has not the length of a data key.',
    )
  }
  if (bytes.length === 0) throw new Refusal('INVALID_ARGUMENT', 'There is nothing to decrypt.')
  return { operation, key, bytes }
}

function read(message: Uint8Array): KeyRequest {
  try {
    return decodeRequest(message)
  } catch (error) {
    if (!(error instanceof MalformedMessage)) throw error
    throw new Refusal(
      'INVALID_ARGUMENT',
      `The request is no message of the protocol: ${error.message}.`,
    )
  }
}

function isAllowed(
  allow: AllowedKeys | undefined,
  key: MasterKey,
  operation: KeyOperation,
): boolean {
  if (allow === undefined) return true
  if (typeof allow !== 'function') return allow.includes(masterKeyId(key))
  // A rule that is asynchronous by mistake gives a promise, which must not let anybody in.
  const verdict: unknown = allow(key, operation)
  return verdict === true
}

/** People answer one question at a time, and none of a client that has gone. */
function oneByOne(
  prompt: (question: KeyQuestion) => Promise<boolean>,
): (question: KeyQuestion) => Promise<boolean> {
  let last: Promise<unknown> = Promise.resolve()
  const askAfter = async (before: Promise<unknown>, question: KeyQuestion): Promise<boolean> => {
    await before
    requireClient(question.signal)
    return prompt(question)
  }
  return (question) => {
    const answered = askAfter(last, question)
    last = settled(answered)
    return answered
  }
}

async function settled(running: Promise<unknown>): Promise<void> {
  await Promise.allSettled([running])
}

const longestName = 200

/** Kind and name; a client chose the name, and how long it is. */
function shownKey(key: MasterKey): string {
  const name = shownKeyName(key)
  const isLong = name.length > longestName
  return `${key.type} ${isLong ? `${name.slice(0, longestName)}…` : name}`
}

function requireClient(signal: AbortSignal): void {
  if (signal.aborted) throw new Refusal('CANCELLED', gone)
}

async function answer(
  services: readonly KeyService[],
  request: Checked,
  signal: AbortSignal,
): Promise<Uint8Array> {
  let first: unknown
  for (const service of services) {
    try {
      const result = await work(service, request, signal)
      if (result !== null) return result
    } catch (error) {
      requireClient(signal)
      first ??= error
    }
  }
  if (first !== undefined) throw refusalFor(first)
  throw new Refusal(
    'NOT_FOUND',
    `No key service here handles keys of the kind ${request.key.type}.`,
  )
}

async function work(
  service: KeyService,
  { operation, key, bytes }: Checked,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  if (operation === 'encrypt') {
    const enc = await service.wrap(key, bytes, { signal })
    if (enc === '') throw new Refusal('UNKNOWN', 'The wrapped data key came out empty.')
    return enc === null ? null : encodeUtf8(enc)
  }
  const enc = decodeUtf8(bytes)
  if (enc === undefined) throw new Refusal('INVALID_ARGUMENT', 'The wrapped data key is no text.')
  const dataKey = await service.unwrap(key, enc, { signal })
  if (dataKey === null || isDataKey(dataKey)) return dataKey
  throw new Refusal('UNKNOWN', 'What was decrypted has not the length of a data key.')
}
