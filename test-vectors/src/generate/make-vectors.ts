import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { VectorFile } from '../vectors.ts'
import { unwrapDataKey } from './age.ts'
import { combineShares } from './combine-shares.ts'
import type { Lab } from './lab.ts'
import { macOnlyEncryptedPrefix } from './subjects/mac.ts'
import { openValue, sealValue } from './value-text.ts'

const key = createHash('sha256').update('spec vectors data key').digest()
const iv = createHash('sha256').update('spec vectors iv').digest()
const keyHex = key.toString('hex')
const ivHex = iv.toString('hex')

const values: readonly (readonly [plaintext: string | Uint8Array, type: string, aad: string])[] = [
  ['hello', 'str', 'a:'],
  ['héllo 😀', 'str', 'b:c:'],
  ['42', 'int', 'l:'],
  ['-7', 'int', 'n:'],
  ['1.5', 'float', 'f:'],
  ['1000000000000000000000', 'float', 'f:'],
  ['True', 'bool', 'b:'],
  ['False', 'bool', 'b:'],
  ['2001-12-14T21:59:43.1-05:00', 'time', 't:'],
  [' a comment', 'comment', ':'],
  [' in map', 'comment', 'm:'],
  [Uint8Array.of(0xff, 0x00), 'str', 'data:'],
]

const none = new Uint8Array()

const macs: readonly (readonly [note: string, data: string, prefix: Uint8Array])[] = [
  ['empty tree', '', none],
  ['x1True2.5w', 'x1True2.5w', none],
  ['mac_only_encrypted, x', 'x', macOnlyEncryptedPrefix],
]

/** Values and MACs with a fixed key and IV, and the shares of the recorded case `shamir-two`. */
export function makeVectors(lab: Lab): VectorFile {
  return {
    values: values.map(([plaintext, type, aad]) => ({
      keyHex,
      ivHex,
      aad,
      plaintextHex: Buffer.from(plaintext).toString('hex'),
      type,
      text: sealValue(plaintext, { key, iv, aad, type }),
    })),
    mac: macs.map(([note, data, prefix]) =>
      macVector(note, Buffer.concat([prefix, Buffer.from(data)])),
    ),
    shamir: [shamirVector(lab)],
  }
}

function macVector(note: string, hashed: Buffer): VectorFile['mac'][number] {
  const aad = '2024-01-02T03:04:05Z'
  const mac = createHash('sha512').update(hashed).digest('hex').toUpperCase()
  const text = sealValue(mac, { key, iv, aad, type: 'str' })
  return { note, keyHex, ivHex, hashedHex: hashed.toString('hex'), mac, aad, text }
}

interface SharedFile {
  readonly a: string
  readonly sops: {
    readonly key_groups: readonly { readonly age: readonly { readonly enc: string }[] }[]
  }
}

function shamirVector(lab: Lab): VectorFile['shamir'][number] {
  const path = join(lab.target, 'cases', 'shamir-two', 'enc.json')
  const file = JSON.parse(readFileSync(path, 'utf8')) as SharedFile
  const shares = file.sops.key_groups.map(({ age: [one] }, n) =>
    unwrapDataKey(lab, one?.enc ?? '', n),
  )
  const dataKey = combineShares(shares)
  if (openValue(file.a, dataKey, 'a:').toString() !== 'x')
    throw new Error('the shares do not combine')
  return {
    note: 'shares made by sops, see the case shamir-two',
    threshold: 2,
    sharesHex: shares.map((share) => share.toString('hex')),
    dataKeyHex: dataKey.toString('hex'),
  }
}
