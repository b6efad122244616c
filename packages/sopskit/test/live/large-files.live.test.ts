import { createHash, randomFillSync } from 'node:crypto'
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { spawnProgram, stepEnvironment, testIdentity, testRecipient } from '@sopskit/test-vectors'
import { maxBinarySize } from '@sopskit/stores/binary'
import { afterAll, describe, expect, test } from 'vitest'
import { maxYamlSize } from '../../../stores/src/yaml/size-limit.ts'
import { decryptFile, encryptFile } from '../../src/index.ts'
import { expectError } from '../support/expect-error.ts'
import { labProgram } from './lab.ts'

const folder = mkdtempSync(join(tmpdir(), 'sopskit-live-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sops = spawnProgram(labProgram('sops'))
const recipients = testRecipient(0)
const identities = [testIdentity(0)]
const inFolder = (name: string) => join(folder, name)

// By files: the output of a program would be in memory once more.

async function encryptHere(from: string, to: string): Promise<void> {
  await encryptFile(inFolder(from), { recipients, output: inFolder(to) })
}

async function decryptHere(from: string, to: string): Promise<void> {
  await decryptFile(inFolder(from), { identities, output: inFolder(to) })
}

async function runSops(...args: readonly string[]): Promise<void> {
  const { exit } = await sops({ cwd: folder, env: stepEnvironment({}), args })
  expect(exit).toBe(0)
}

async function digest(name: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(inFolder(name)), hash)
  return hash.digest('hex')
}

async function expectEqual(name: string, other: string): Promise<void> {
  expect(await digest(other)).toBe(await digest(name))
  rmSync(inFolder(other))
}

/** Values of the usual kinds in maps of a hundred, so that sops, to which wide maps are slow, takes no hour. */
function jsonOf(leaves: number): string {
  const leaf = (n: number) =>
    n % 10 === 0 ? n * 31 : `text of leaf ${n}, long enough to be like a password or an address`
  const group = (size: number, of: (index: number) => unknown) =>
    Object.fromEntries(Array.from({ length: size }, (_, index) => [`key_${index}`, of(index)]))
  const tree = group(leaves / 10_000, (a) =>
    group(100, (b) => group(100, (c) => leaf(a * 10_000 + b * 100 + c))),
  )
  return `${JSON.stringify(tree, undefined, '\t')}\n`
}

/** A thousand long values: as YAML and, encrypted, of about these numbers of bytes. */
function yamlOf(bytes: number): string {
  const words = 'The quick brown fox jumps over the lazy dog and 0123456789. '
  const value = words.repeat(Math.floor(bytes / 1000 / words.length)).trim()
  return Array.from({ length: 1000 }, (_, index) => `value_${index}: ${value}\n`).join('')
}

describe('large files', () => {
  test('50 MB of JSON in 640,000 values, encrypted here and decrypted by sops', async () => {
    writeFileSync(inFolder('many.json'), jsonOf(640_000))
    expect(statSync(inFolder('many.json')).size).toBeGreaterThan(50_000_000)
    await encryptHere('many.json', 'many.enc.json')
    await runSops('decrypt', '--output', 'many.dec.json', 'many.enc.json')
    await expectEqual('many.json', 'many.dec.json')
  })

  test('as many bytes as fit, encrypted by sops and decrypted here', async () => {
    writeFileSync(inFolder('bytes'), randomFillSync(new Uint8Array(maxBinarySize)))
    await runSops('encrypt', '--age', recipients, '--output', 'bytes.enc', 'bytes')
    await decryptHere('bytes.enc', 'bytes.dec')
    await expectEqual('bytes', 'bytes.dec')
    rmSync(inFolder('bytes.enc'))
  })

  test('the same, encrypted here as well', async () => {
    await encryptHere('bytes', 'bytes.enc')
    await decryptHere('bytes.enc', 'bytes.dec')
    await expectEqual('bytes', 'bytes.dec')
    rmSync(inFolder('bytes.enc'))
    rmSync(inFolder('bytes'))
  })

  test('YAML that is nearly as large as can be read once it is encrypted', async () => {
    writeFileSync(inFolder('large.yaml'), yamlOf(115_000_000))
    await encryptHere('large.yaml', 'large.enc.yaml')
    expect(statSync(inFolder('large.enc.yaml')).size).toBeGreaterThan(0.95 * maxYamlSize)
    await runSops('decrypt', '--output', 'large.dec.yaml', 'large.enc.yaml')
    await expectEqual('large.yaml', 'large.dec.yaml')
  })

  test('YAML that is too large once it is encrypted', async () => {
    writeFileSync(inFolder('large.yaml'), yamlOf(125_000_000))
    await expectError('LIMIT_EXCEEDED', () => encryptHere('large.yaml', 'large.enc.yaml'))
  })
})
