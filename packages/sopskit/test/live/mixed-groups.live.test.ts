import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Program, spawnProgram } from '@sopskit/test-vectors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandFile } from '../../../../scripts/workspace.mjs'
import { type BackendKind, backendKinds, type Backends, startBackends } from './backends.ts'
import { labProgram } from './lab.ts'
import { Tally } from './tally.ts'

const programs: Readonly<Record<'sops' | 'sopskit', Program>> = {
  sops: spawnProgram(labProgram('sops')),
  sopskit: spawnProgram(commandFile()),
}
const groups: readonly (readonly BackendKind[])[] = [
  ['age', 'pgp'],
  ['kms', 'gcp_kms'],
  ['azure_kv', 'hc_vault'],
]
const plaintext = 'password: hunter2\nport: 5432\n'

let backends: Backends
beforeAll(async () => {
  backends = await startBackends()
  writeFileSync(join(backends.folder, '.sops.yaml'), configuration(backends))
  writeFileSync(join(backends.folder, 'plain.yaml'), plaintext)
})
afterAll(() => backends.stop())

describe.each([
  ['sops', 'sopskit'],
  ['sopskit', 'sops'],
] as const)('three groups of two kinds each, threshold 2, written by %s', (writer, reader) => {
  const encrypted = `by-${writer}.yaml`
  beforeAll(async () => {
    const env = backends.environment(backendKinds)
    const args = ['encrypt', '--output', encrypted, 'plain.yaml']
    const { exit } = await programs[writer]({ args, cwd: backends.folder, env })
    if (exit !== 0) throw new Error(`${writer} could not encrypt: exit code ${exit}`)
  })

  it(`S7: ${reader} opens it with every subset of keys that covers two groups, and with no other`, async () => {
    const tally = new Tally()
    await inTurn(3, subsets(backendKinds), async (available) => {
      const env = backends.environment(available)
      const args = ['decrypt', encrypted]
      const { exit, stdout } = await programs[reader]({ args, cwd: backends.folder, env })
      const enough =
        groups.filter((group) => group.some((kind) => available.includes(kind))).length > 1
      const seen = { available, exit, text: Buffer.from(stdout).toString() }
      expect(seen).toEqual({ available, exit: enough ? 0 : 128, text: enough ? plaintext : '' })
      tally.add(enough ? 'opened' : 'refused')
    })
    expect(tally.toString().split(', ').toSorted()).toEqual(['opened 54', 'refused 10'])
  })
})

function configuration({ keyOf }: Backends): string {
  const azure = new URL(keyOf('azure_kv'))
  return `creation_rules:
  - shamir_threshold: 2
    key_groups:
      - age: [${keyOf('age')}]
        pgp: [${keyOf('pgp')}]
      - kms: [{ arn: '${keyOf('kms')}' }]
        gcp_kms: [{ resource_id: '${keyOf('gcp_kms')}' }]
      - azure_keyvault: [{ vaultUrl: '${azure.origin}', key: '${azure.pathname.split('/').at(-1) ?? ''}' }]
        hc_vault: ['${keyOf('hc_vault')}']
`
}

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 2 ** all.length }, (_, bits) =>
    all.filter((_one, index) => (bits & (1 << index)) !== 0),
  )
}

async function inTurn<T>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values()
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: limit }, worker))
}
