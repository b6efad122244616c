import type { TreeBranch, TreeValue } from '@sopskit/core'
import { decodeBase64, decodeUtf8, encodeBase64, entry, isBranch, SopsError } from '@sopskit/core'
import { branch } from '@sopskit/core'
import { atPlace } from '../at-place.ts'
import type { BuildRoom } from '../build/build-room.ts'
import { openBranches, type Opener } from '../build/opener.ts'
import { fluxFormatOf, type FluxFormat, markedFormat } from '../formats/flux-format.ts'
import { encryptedStore, plainStore } from '../formats/store-of.ts'
import { textsOf } from '../tree/as-json.ts'
import { entriesOf, valueAt, withValue } from '../tree/entries.ts'

/** A Secret whose entries may have been encrypted files. */
export interface OpenedSecret {
  readonly tree: TreeBranch
  readonly decrypted: boolean
}

/**
 * Decrypts the entries of a Secret's `data` that hold whole encrypted files. Their MAC is verified, which the
 * controller leaves out: no build changes them.
 *
 * @throws {@link SopsError} `EMIT_FAILED` where the name of an entry asks for a format that would lose what
 * the file holds (FLX-045); the errors of decrypting.
 */
export async function decryptData(secret: TreeBranch, room: BuildRoom): Promise<OpenedSecret> {
  const data = valueAt(secret, 'data')
  if (room.opener === undefined || data === undefined || !isBranch(data)) {
    return { tree: secret, decrypted: false }
  }
  let decrypted = false
  const items: [string, TreeValue][] = []
  for (const [key, value] of entriesOf(data)) {
    const opened = await openEntry(key, value, { ...room, opener: room.opener })
    decrypted ||= opened !== undefined
    items.push([key, opened ?? value])
  }
  if (!decrypted) return { tree: secret, decrypted }
  const opened = branch(items.map(([key, value]) => entry(key, value)))
  return { tree: withValue(secret, 'data', opened), decrypted }
}

async function openEntry(
  key: string,
  value: TreeValue,
  { opener, secrets }: BuildRoom & { readonly opener: Opener },
): Promise<string | undefined> {
  // What is no base64 is passed over (FLX-044).
  const bytes = typeof value === 'string' ? decodeBase64(value) : undefined
  const format = bytes === undefined ? undefined : markedFormat(bytes)
  if (bytes === undefined || format === undefined) return undefined
  return atPlace(`data[${JSON.stringify(key)}]`, async () => {
    const store = await encryptedStore(format)
    const encrypted = store.load(bytes)
    const output = fluxFormatOf(key)
    if (output === 'binary') requireBinary(encrypted[0] ?? branch([]), { key, format })
    const { branches } = await openBranches(encrypted, store, opener)
    const plain = (await plainStore(output)).emit(branches)
    secrets.add([...branches.flatMap(textsOf), decodeUtf8(plain) ?? encodeBase64(plain)])
    return encodeBase64(plain)
  })
}

/** The binary store writes the text `data` and drops everything else in silence (FLX-045). */
function requireBinary(
  tree: TreeBranch,
  { key, format }: { readonly key: string; readonly format: FluxFormat },
): void {
  const others = entriesOf(tree).filter(([name]) => name !== 'sops')
  const [[name, value] = []] = others
  if (format === 'json' && others.length === 1 && name === 'data' && typeof value === 'string')
    return
  const extension = { yaml: 'yaml', json: 'json', dotenv: 'env', ini: 'ini', binary: 'bin' }[format]
  throw new SopsError(
    'EMIT_FAILED',
    `The key ${JSON.stringify(key)} has no extension that the controller knows, so it would write the entry as a binary file: it would fail, or drop all but one value of this ${format} file. Name the key ${JSON.stringify(`${key}.${extension}`)}, or encrypt with --input-type binary.`,
  )
}
