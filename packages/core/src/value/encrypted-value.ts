/** The four fields of an `ENC[…]` text, still in base64 (V4). */
export interface EncryptedValueText {
  readonly data: string
  readonly iv: string
  readonly tag: string
  readonly type: string
}

const opening = 'ENC[AES256_GCM,data:'

/**
 * Takes an `ENC[…]` text apart; `undefined` when it is not one. As in SOPS the match is anchored at the
 * start only, stays on the first line, and every field is as long as it can be (V8, V9): the field names
 * are therefore looked for from the right. No backtracking, whatever the text holds.
 *
 * Empty data is none (V12), except in files by the releases that encrypted empty text: `mayBeEmpty`.
 */
export function parseEncryptedValue(
  text: string,
  mayBeEmpty = false,
): EncryptedValueText | undefined {
  if (!text.startsWith(opening)) return undefined
  const newline = text.indexOf('\n')
  const line = newline < 0 ? text : text.slice(0, newline)
  const end = line.lastIndexOf(']')
  const type = findField(line, ',type:', end)
  const tag = findField(line, ',tag:', type.start)
  const iv = findField(line, ',iv:', tag.start)
  if (iv.start < opening.length + (mayBeEmpty ? 0 : 1)) return undefined
  return {
    data: line.slice(opening.length, iv.start),
    iv: line.slice(iv.end, tag.start),
    tag: line.slice(tag.end, type.start),
    type: line.slice(type.end, end),
  }
}

// The last `name` that leaves at least one character before `limit`.
function findField(line: string, name: string, limit: number): { start: number; end: number } {
  const latest = limit - 1 - name.length
  const start = latest < 0 ? -1 : line.lastIndexOf(name, latest)
  return { start, end: start + name.length }
}

/** Writes an `ENC[…]` text (V4). */
export function formatEncryptedValue({ data, iv, tag, type }: EncryptedValueText): string {
  // Joined to one piece: what a template makes keeps every part, at several times the memory.
  return [opening, data, ',iv:', iv, ',tag:', tag, ',type:', type, ']'].join('')
}
