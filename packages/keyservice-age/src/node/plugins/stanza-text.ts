import { decodeBase64 } from '@sopskit/core'
import type { AgeStanza } from '../../plugins/age-plugins.ts'
import { unpadded } from '../../text/unpadded-base64.ts'

const columns = 64
// Far more than a plugin has to say for one file key.
const maxSize = 4 * 1024 * 1024

/** A stanza as the header of an age file has it: a line of arguments, then base64 that ends in a short line. */
export function writeStanza({ args, body }: AgeStanza): string {
  const text = unpadded(body)
  const lines = text.match(/.{1,64}/g) ?? []
  const full = text.length % columns === 0 ? [...lines, ''] : lines
  return `-> ${args.join(' ')}\n${full.join('\n')}\n`
}

type Pieces = AsyncIterable<unknown> | Iterable<unknown>

/** The stanzas of a stream; rejects with a {@link MalformedStanza} at anything else. Ends where the stream does. */
export async function* readStanzas(stream: Pieces): AsyncGenerator<AgeStanza> {
  let args: readonly string[] | undefined
  let body = ''
  for await (const line of linesOf(stream)) {
    if (args === undefined) {
      args = argumentsOf(line)
      continue
    }
    if (line.length > columns) throw new MalformedStanza()
    body += line
    if (line.length === columns) continue
    yield { args, body: bytesOf(body) }
    args = undefined
    body = ''
  }
  if (args !== undefined) throw new MalformedStanza()
}

export class MalformedStanza extends Error {}

function argumentsOf(line: string): readonly string[] {
  const [arrow, ...args] = line.split(' ')
  const valid = arrow === '->' && args.length > 0 && args.every((arg) => /^[!-~]+$/.test(arg))
  if (!valid) throw new MalformedStanza()
  return args
}

function bytesOf(text: string): Uint8Array {
  const bytes = decodeBase64(text.padEnd(Math.ceil(text.length / 4) * 4, '='))
  // One spelling only, as the specification demands.
  if (bytes === undefined || unpadded(bytes) !== text) throw new MalformedStanza()
  return bytes
}

async function* linesOf(stream: Pieces): AsyncGenerator<string> {
  let rest = ''
  let size = 0
  for await (const piece of stream) {
    if (!(piece instanceof Uint8Array)) continue
    size += piece.length
    if (size > maxSize) throw new MalformedStanza()
    const lines = (rest + Buffer.from(piece).toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') throw new MalformedStanza()
}
