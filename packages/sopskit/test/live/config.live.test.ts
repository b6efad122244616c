import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineKeyService, isSopsError, type KeyService } from '@sopskit/core'
import {
  maskEncrypted,
  type Program,
  type ProgramCall,
  spawnProgram,
  stepEnvironment,
} from '@sopskit/test-vectors'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encryptFile, loadConfig } from '../../src/index.ts'
import { inProcess } from '../conformance/in-process-program.ts'
import { type ConfigPlace, configPlace } from './arbitrary/config-place.ts'
import { configText, saysIgnoredThings } from './arbitrary/config-text.ts'
import { readBudget } from './budget.ts'
import {
  configure,
  decryptCall,
  encryptCall,
  fromNamedDirectory,
  makeConfigTree,
} from './config-tree.ts'
import { type FakeKeyService, startFakeKeyService, wrappedText } from './fake-key-service.ts'
import { labProgram } from './lab.ts'
import { tryDocuments } from './try-documents.ts'

const { seed, documents: count } = readBudget('SOPSKIT_LIVE_CONFIG', 600)
const sops = spawnProgram(labProgram('sops'))
const sopskit: Program = (call) => inProcess(fromNamedDirectory(call))
const tree = makeConfigTree()
afterAll(() => tree.remove())

let remote: FakeKeyService
let remoteOnly: readonly string[]
beforeAll(async () => {
  remote = await startFakeKeyService()
  remoteOnly = ['--enable-local-keyservice=false', '--keyservice', remote.uri]
})
afterAll(() => remote.close())

const kinds = ['age', 'pgp', 'kms', 'gcp_kms', 'azure_kv', 'hc_vault', 'hckms'] as const
const services: readonly KeyService[] = kinds.map((type) =>
  defineKeyService({ type, name: 'test', wrap: async () => wrappedText, unwrap: async () => null }),
)

describe('generated configurations and sops', () => {
  it('lead to the same files, and to the same failures', async () => {
    const documents = fc.record({ config: configText(false), place: configPlace })
    const tally = await tryDocuments({
      title: 'config',
      documents,
      count,
      seed,
      judge: judgeCommand,
    })
    expect(tally.of('encrypted alike')).toBeGreaterThan(count / 4)
    expect(tally.of('refused by both')).toBeGreaterThan(count / 10)
  })

  it('lead to the same keys of every kind', async () => {
    const documents = fc.record({ config: configText(true) })
    const tally = await tryDocuments({ title: 'keys', documents, count, seed, judge: judgeKeys })
    expect(tally.of('encrypted alike')).toBeGreaterThan(count / 4)
  })
})

interface Configured {
  readonly config: string
  readonly place: ConfigPlace
}

async function judgeCommand({ config, place }: Configured): Promise<string> {
  configure(tree, place, config)
  const call = encryptCall(tree, place)
  const [theirs, ours] = await Promise.all([sops(call), sopskit(call)])
  if (theirs.exit === 0) await compareDecryption(decryptCall(tree, place, theirs.stdout))
  if (ours.exit === 1 && theirs.exit !== 1 && saysIgnoredThings(config)) return refusedByUs
  expect(ours.exit).toBe(theirs.exit)
  if (theirs.exit !== 0) return 'refused by both'
  expect(masked(ours.stdout)).toBe(masked(theirs.stdout))
  return 'encrypted alike'
}

const refusedByUs = 'refused by us for what sops ignores'

async function compareDecryption(call: ProgramCall): Promise<void> {
  const [theirs, ours] = await Promise.all([sops(call), sopskit(call)])
  expect(ours.exit).toBe(theirs.exit)
  expect(Buffer.from(ours.stdout).toString()).toBe(Buffer.from(theirs.stdout).toString())
}

function masked(encrypted: Uint8Array): string {
  const text = maskEncrypted(Buffer.from(encrypted).toString())
  return text.replaceAll(/(created_at: )".*"/g, '$1#time')
}

/** sops asks a remote service for every key, and we one of our own. */
async function judgeKeys({ config }: { readonly config: string }): Promise<string> {
  const path = join(tree.root, 'keys.sops.yaml')
  const file = join(tree.root, 'f.yaml')
  writeFileSync(path, config)
  const theirs = await sops({
    args: ['--config', path, 'encrypt', ...remoteOnly, file],
    cwd: tree.root,
    env: stepEnvironment({}),
  })
  const ours = await encryptByApi(path, file)
  if (ours === null && theirs.exit === 0 && saysIgnoredThings(config)) return refusedByUs
  expect(ours === null).toBe(theirs.exit !== 0)
  if (ours === null) return 'refused by both'
  expect(masked(ours)).toBe(masked(theirs.stdout))
  return 'encrypted alike'
}

async function encryptByApi(path: string, file: string): Promise<Uint8Array | null> {
  try {
    return (await encryptFile(file, { config: await loadConfig(path), services })).bytes
  } catch (error) {
    if (isSopsError(error)) return null
    throw error
  }
}
