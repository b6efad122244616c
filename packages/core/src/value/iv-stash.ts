import { encodeBase64 } from '../text/base64.ts'

/**
 * The IVs of the values of a decrypted file, kept so that encrypting it again leaves unchanged values
 * as they are (V19). Each leaf keeps its own, also among equal values of one list, where sops would give
 * all of them the IV of the last.
 */
export interface IvStash {
  /** True when nothing was kept: then there is nothing to take either. */
  readonly isEmpty: boolean
  /** Remembers the IV of a value that was decrypted; values come in document order. */
  keep(value: StashedValue, iv: Uint8Array): void
  /**
   * Takes an IV for each of the values, given in document order: that of the value which most likely stood
   * there before, or `undefined` where no equal value at an equal place is left.
   */
  take(values: readonly StashedValue[]): readonly (Uint8Array | undefined)[]
}

/** What must be equal for an IV to be used again: then the ciphertext is equal too. */
export interface StashedValue {
  readonly aad: string
  readonly type: string
  readonly plaintext: string | Uint8Array
}

/** The values that share an AAD, which are those of one key or of one list, by what they hold. */
interface Shelf {
  readonly contents: string[]
  readonly ivs: Uint8Array[]
}

/** Makes an empty stash. */
export function createIvStash(): IvStash {
  const shelves = new Map<string, Shelf>()
  return {
    get isEmpty() {
      return shelves.size === 0
    },
    keep(value, iv): void {
      const shelf = shelves.get(value.aad) ?? { contents: [], ivs: [] }
      shelf.contents.push(contentOf(value))
      shelf.ivs.push(iv)
      shelves.set(value.aad, shelf)
    },
    take(values): readonly (Uint8Array | undefined)[] {
      const taken: Taken = values.map(() => undefined)
      for (const [aad, wanted] of byAad(values)) {
        const shelf = shelves.get(aad)
        if (shelf !== undefined) hand(shelf, wanted, taken)
      }
      return taken
    },
  }
}

/** For decrypting only: keeps nothing. */
export const noIvStash: IvStash = {
  isEmpty: true,
  keep: () => undefined,
  take: (values) => values.map(() => undefined),
}

type Taken = (Uint8Array | undefined)[]

/** A value that an IV is looked for, and its place among all of them. */
interface Wanted {
  readonly content: string
  readonly index: number
}

function byAad(values: readonly StashedValue[]): ReadonlyMap<string, readonly Wanted[]> {
  const groups = new Map<string, Wanted[]>()
  for (const [index, value] of values.entries()) {
    const group = groups.get(value.aad) ?? []
    group.push({ content: contentOf(value), index })
    groups.set(value.aad, group)
  }
  return groups
}

// An edit changes a stretch of a list: what is equal before and behind it keeps its place, and only within
// the stretch equal values queue up. Else changing the first of two equal items would change both.
function hand({ contents, ivs }: Shelf, wanted: readonly Wanted[], taken: Taken): void {
  const shorter = Math.min(contents.length, wanted.length)
  const head = countWhile(shorter, (n) => contents[n] === wanted[n]?.content)
  const tail = countWhile(shorter - head, (n) => contents.at(-1 - n) === wanted.at(-1 - n)?.content)
  const spare = positionsOf(contents, { from: head, to: contents.length - tail })
  const moved = contents.length - wanted.length
  for (const [position, { content, index }] of wanted.entries()) {
    const isBehind = position >= wanted.length - tail
    const kept = position < head ? position : position + moved
    const from = position < head || isBehind ? kept : spare.get(content)?.pop()
    if (from !== undefined) taken[index] = ivs[from]
  }
}

function countWhile(limit: number, holds: (n: number) => boolean): number {
  let count = 0
  while (count < limit && holds(count)) count += 1
  return count
}

/** Where each content stands in a stretch, the first place last. */
function positionsOf(
  contents: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): ReadonlyMap<string, number[]> {
  const positions = new Map<string, number[]>()
  for (let index = to - 1; index >= from; index -= 1) {
    const content = contents[index] ?? ''
    const found = positions.get(content)
    if (found === undefined) positions.set(content, [index])
    else found.push(index)
  }
  return positions
}

// Lengths in front keep (`a`, `b:c`) and (`a:b`, `c`) apart.
function contentOf({ type, plaintext }: StashedValue): string {
  const form = typeof plaintext === 'string' ? 'text' : 'bytes'
  const text = typeof plaintext === 'string' ? plaintext : encodeBase64(plaintext)
  return `${type.length}:${type}${form}:${text}`
}
