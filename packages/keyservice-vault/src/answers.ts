import { decodeBase64, requireCiphertext, requireDataKey, SopsError } from '@sopskit/core'

/** What one answer is for, for the messages. */
export interface AnswerContext {
  readonly code: 'WRAP_FAILED' | 'UNWRAP_FAILED'
  /** Backend and key. */
  readonly subject: string
}

/** The `enc` text of an answer. */
export function ciphertextOf(body: string, subject: string): string {
  const context: AnswerContext = { code: 'WRAP_FAILED', subject }
  const ciphertext = requireCiphertext(dataField(body, 'ciphertext', context), subject)
  if (/^[!-~]+$/.test(ciphertext)) return ciphertext
  throw strange(context, 'with a ciphertext that is not printable text')
}

/** The data key or share of an answer. */
export function dataKeyOf(body: string, subject: string): Uint8Array {
  const context: AnswerContext = { code: 'UNWRAP_FAILED', subject }
  const bytes = decodeBase64(dataField(body, 'plaintext', context))
  if (bytes === undefined) throw strange(context, 'with a plaintext that is not base64')
  return requireDataKey(bytes, subject)
}

/** A text of the answer's `data`; the ways in which it can be missing are told apart (HCV-007). */
function dataField(body: string, name: string, context: AnswerContext): string {
  const data = property(parse(body, context), 'data')
  if (data === undefined || data === null) throw strange(context, 'without data')
  const field = property(data, name)
  if (field === undefined || field === null) throw strange(context, `without a ${name}`)
  if (typeof field !== 'string') throw strange(context, `with a ${name} that is no text`)
  return field
}

function parse(body: string, context: AnswerContext): unknown {
  if (body === '') throw strange(context, 'without data')
  try {
    return JSON.parse(body)
  } catch {
    // The parser quotes what it was given.
    throw strange(context, 'with something that is not JSON')
  }
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}

function strange({ code, subject }: AnswerContext, how: string): SopsError {
  const message = `${subject} answered ${how}. Check that the address is that of a Vault server and the path that of a transit engine.`
  return new SopsError(code, message)
}
