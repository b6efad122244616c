import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Program, type ProgramResult, spawnProgram } from '@sopskit/test-vectors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandFile } from '../../../../scripts/workspace.mjs'
import { type BackendKind, backendKinds, type Backends, startBackends } from './backends.ts'
import { labProgram } from './lab.ts'

type Tool = 'sops' | 'sopskit'

const programs: Readonly<Record<Tool, Program>> = {
  sops: spawnProgram(labProgram('sops')),
  sopskit: spawnProgram(commandFile()),
}
const both: readonly (readonly [writer: Tool, reader: Tool])[] = [
  ['sops', 'sopskit'],
  ['sopskit', 'sops'],
]
const flags: Readonly<Record<BackendKind, string>> = {
  age: 'age',
  pgp: 'pgp',
  kms: 'kms',
  gcp_kms: 'gcp-kms',
  azure_kv: 'azure-kv',
  hc_vault: 'hc-vault-transit',
}
const plaintext = 'password: hunter2\nport: 5432\n'
const changed = 'password: changed\nport: 5432\n'

let backends: Backends
beforeAll(async () => {
  backends = await startBackends()
  writeFileSync(join(backends.folder, 'plain.yaml'), plaintext)
})
afterAll(() => backends.stop())

/** Runs a tool with only the keys of one kind at hand, or of several. */
function run(tool: Tool, kinds: readonly BackendKind[], ...args: string[]): Promise<ProgramResult> {
  return programs[tool]({ args, cwd: backends.folder, env: backends.environment(kinds) })
}

async function succeed(
  tool: Tool,
  kinds: readonly BackendKind[],
  ...args: string[]
): Promise<string> {
  const { exit, stdout } = await run(tool, kinds, ...args)
  expect({ tool, args, exit }).toEqual({ tool, args, exit: 0 })
  return Buffer.from(stdout).toString()
}

describe.each(both)('written by %s, read by %s', (writer, reader) => {
  it.each(backendKinds)('a file for %s; without its credentials exit code 128', async (kind) => {
    const file = `${kind}-by-${writer}.yaml`
    const key = backends.keyOf(kind)
    await succeed(
      writer,
      [kind],
      'encrypt',
      `--${flags[kind]}`,
      key,
      '--output',
      file,
      'plain.yaml',
    )
    expect(await succeed(reader, [kind], 'decrypt', file)).toBe(plaintext)
    await succeed(reader, [kind], 'set', file, '["password"]', '"changed"')
    expect(await succeed(writer, [kind], 'decrypt', file)).toBe(changed)
    const others = backendKinds.filter((other) => other !== kind)
    const refused = await run(reader, others, 'decrypt', file)
    expect([refused.exit, refused.stdout.length]).toEqual([128, 0])
  })

  it.each(backendKinds.slice(1))('age gives way to %s by rotate', async (kind) => {
    const file = `${kind}-rotated-by-${writer}.yaml`
    const add = [`--add-${flags[kind]}`, backends.keyOf(kind), '--rm-age', backends.keyOf('age')]
    await succeed(
      reader,
      ['age'],
      'encrypt',
      '--age',
      backends.keyOf('age'),
      '--output',
      file,
      'plain.yaml',
    )
    await succeed(writer, ['age', kind], 'rotate', '-i', ...add, file)
    expect(await succeed(reader, [kind], 'decrypt', file)).toBe(plaintext)
    expect((await run(reader, ['age'], 'decrypt', file)).exit).toBe(128)
  })

  it('updatekeys from one kind to all of them, and back', async () => {
    const file = `updated-by-${writer}.yaml`
    const rule = (...kinds: readonly BackendKind[]): string =>
      `creation_rules:\n  - ${kinds.map((kind) => `${fields[kind]}: '${backends.keyOf(kind)}'`).join('\n    ')}\n`
    const config = join(backends.folder, '.sops.yaml')
    writeFileSync(config, rule('age'))
    await succeed(reader, ['age'], 'encrypt', '--output', file, 'plain.yaml')
    writeFileSync(config, rule(...backendKinds))
    await succeed(writer, backendKinds, 'updatekeys', '--yes', file)
    for (const kind of backendKinds) {
      expect(await succeed(reader, [kind], 'decrypt', file)).toBe(plaintext)
    }
    const updated = readFileSync(join(backends.folder, file))
    await succeed(reader, ['azure_kv'], 'updatekeys', '--yes', file)
    expect(readFileSync(join(backends.folder, file))).toEqual(updated)
    writeFileSync(config, rule('hc_vault'))
    await succeed(writer, ['azure_kv', 'hc_vault'], 'updatekeys', '--yes', file)
    expect(await succeed(reader, ['hc_vault'], 'decrypt', file)).toBe(plaintext)
    writeFileSync(config, '')
  })
})

/** As a creation rule names them. */
const fields: Readonly<Record<BackendKind, string>> = {
  age: 'age',
  pgp: 'pgp',
  kms: 'kms',
  gcp_kms: 'gcp_kms',
  azure_kv: 'azure_keyvault',
  hc_vault: 'hc_vault_transit_uri',
}
