import { decodeBase64 } from '@sopskit/core'

const block = /^-----BEGIN PGP [A-Z ]+-----$(?<content>[^]*?)^-----END PGP [A-Z ]+-----$/gm

/** The bytes of every armored block of a text, or the bytes themselves when there is none; `undefined` for a broken one. */
export function dearmor(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const text = Buffer.from(bytes).toString('latin1').replace(/\r/g, '')
  if (!text.includes('-----BEGIN PGP ')) return [bytes]
  const blocks = [...text.matchAll(block)].map(({ groups }) => bodyOf(groups?.['content'] ?? ''))
  return blocks.length === 0 || blocks.includes(undefined)
    ? undefined
    : blocks.flatMap((one) => one ?? [])
}

/** Headers end at an empty line, and the checksum begins with an equals sign. */
function bodyOf(content: string): Uint8Array | undefined {
  const lines = content
    .replace(/^\n/, '')
    .split('\n')
    .map((line) => line.trimEnd())
  const gap = lines.findIndex((line) => line === '')
  const body = lines.slice(gap + 1).filter((line) => line !== '' && !line.startsWith('='))
  return decodeBase64(body.join(''))
}
