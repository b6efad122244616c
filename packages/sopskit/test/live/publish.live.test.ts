import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { S3 } from '@aws-sdk/client-s3'
import {
  maskEncrypted,
  type Peers,
  spawnProgram,
  startPeers,
  stepEnvironment,
  testIdentity,
  testRecipient,
} from '@sopskit/test-vectors'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sopskit } from '../support/command.ts'
import { labProgram } from './lab.ts'

// A real Vault and the S3 of moto, both of the peer lab, and the real sops. Both tools publish the same files.
const sops = spawnProgram(labProgram('sops'))
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sopskit-publish-')))
let peers: Peers
let s3: S3
let env: Record<string, string>

const plain: Readonly<Record<string, string | Uint8Array>> = {
  'all.yaml': `# comment
name: hello
port: 8080
big: 9007199254740993
least: -9223372036854775808
half: 1.50
one: 1.0
large: 1e21
small: 1e-7
on: true
nothing: null
when: 2001-12-14T21:59:43.123456789Z
day: 2001-12-14
text: "<a&b>\\u2028 é 😀"
list: [a, 1, {b: c, d: [{e: f}, []]}, [x], {}]
empty: {}
none: []
nested:
    # comment
    z: 1
    a: {b: {c: d}}
`,
  'text.yaml': 'a: x\nb:\n    c: y\n    d: [p, q]\n    e: true\n    f: null\n',
  'two.yaml': 'a: x\n---\nb: y\n',
  'text.json': '{"a": "x", "b": {"c": "y"}}',
  'text.env': 'A=1\n# comment\nB=x y\n',
  'text.ini': '[s]\na = 1\n\n[t]\nb = 2\n',
  'text.bin': 'lines\nof text\n',
}
const names = Object.keys(plain)

beforeAll(async () => {
  peers = await startPeers('vault', 'awskms')
  const lab = { ...peers.envOf('vault'), ...peers.envOf('awskms') }
  env = { ...stepEnvironment(), ...lab, HOME: folder, SOPS_AGE_KEY: testIdentity(0) }
  // The client of AWS reads them there.
  Object.assign(process.env, peers.envOf('awskms'), { HOME: folder })
  s3 = new S3({})
  await s3.createBucket({ Bucket: 'bucket' })
  await vault('sys/mounts/kv1', { type: 'kv', options: { version: '1' } })
  for (const [name, content] of Object.entries(plain)) {
    writeFileSync(join(folder, name), content)
    await encryptFor(testRecipient(0), name)
  }
})

afterAll(async () => {
  s3.destroy()
  await peers.stop()
  rmSync(folder, { recursive: true })
})

/** Has sops encrypt a file in its place. */
async function encryptFor(recipient: string, name: string): Promise<void> {
  const args = ['encrypt', '--age', recipient, '-i', name]
  const { exit } = await sops({ args, cwd: folder, env })
  if (exit !== 0) throw new Error(`the test file ${name} cannot be made: exit ${exit}`)
}

/** Asks Vault's API as its administrator; gives the text of the answer. */
async function vault(path: string, body?: unknown): Promise<string> {
  const response = await fetch(`${env['VAULT_ADDR']}/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'X-Vault-Token': env['VAULT_TOKEN'] ?? '' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  expect(response.ok, `${path} gives ${response.status}`).toBe(true)
  return response.text()
}

/** What a secret holds, as the text that Vault gives: numbers beyond 53 bits stay exact. */
async function secret(path: string): Promise<string> {
  const text = await vault(path)
  const [, wrapped] = /"data":\{"data":(.*),"metadata":/.exec(text) ?? []
  const [, bare] = /"data":(.*),"wrap_info":/.exec(text) ?? []
  return wrapped ?? bare ?? ''
}

async function versionOf(path: string): Promise<number> {
  const { data } = JSON.parse(await vault(`secret/metadata/${path}`)) as {
    data: { current_version: number }
  }
  return data.current_version
}

async function object(key: string): Promise<string> {
  const { Body } = await s3.getObject({ Bucket: 'bucket', Key: key })
  return Buffer.from((await Body?.transformToByteArray()) ?? []).toString('latin1')
}

type Tool = 'sops' | 'sopskit'
const tools: readonly Tool[] = ['sops', 'sopskit']

/** Has a tool publish by one rule; gives the exit code. */
async function publish(tool: Tool, rule: object, argv: readonly string[]): Promise<number> {
  const config = join(folder, `${tool}.config`)
  writeFileSync(config, JSON.stringify({ destination_rules: [rule] }))
  const args = ['--config', config, 'publish', ...argv]
  if (tool === 'sopskit')
    return (await sopskit(folder, args, { env: { ...process.env, ...env } })).exit
  return (await sops({ args, cwd: folder, env })).exit
}

/** Has both publish to a place of their own; both must succeed. */
async function publishBoth(
  ruleFor: (tool: Tool) => object,
  argv: readonly string[],
): Promise<void> {
  for (const tool of tools)
    expect({ tool, exit: await publish(tool, ruleFor(tool), argv) }).toEqual({ tool, exit: 0 })
}

test('every file is tried', () => {
  expect(names).toHaveLength(7)
})

describe.each(names)('%s', (name) => {
  test('is the same secret in the second version of Vault (CLI-113)', async () => {
    await publishBoth((tool) => ({ vault_path: tool }), ['-y', name])
    const [theirs, ours] = [`secret/data/sops/${name}`, `secret/data/sopskit/${name}`]
    expect(await secret(ours)).toBe(await secret(theirs))
    expect(await secret(ours)).toMatch(/^\{"/)
  })

  test('and in the first', async () => {
    const rule = { vault_kv_version: 1, vault_kv_mount_name: 'kv1' }
    await publishBoth((tool) => ({ ...rule, vault_path: tool }), ['-y', name])
    const [theirs, ours] = [`kv1/sops/${name}`, `kv1/sopskit/${name}`]
    expect(await secret(ours)).toBe(await secret(theirs))
    expect(await secret(ours)).toMatch(/^\{"/)
  })

  test('is written again by both or by none, whoever wrote it', async () => {
    for (const tool of [...tools, ...tools.toReversed()]) {
      expect(await publish(tool, { vault_path: 'sops' }, ['-y', name])).toBe(0)
      expect(
        await publish(tool === 'sops' ? 'sopskit' : 'sops', { vault_path: 'sopskit' }, [
          '-y',
          name,
        ]),
      ).toBe(0)
    }
    const versions = [await versionOf(`sops/${name}`), await versionOf(`sopskit/${name}`)]
    expect(versions[1]).toBe(versions[0])
    expect([1, 5]).toContain(versions[0])
    expect(versions[0] === 1).toBe(name !== 'all.yaml')
  })

  test('is the same object in a bucket, byte for byte (CLI-114)', async () => {
    await publishBoth((tool) => ({ s3_bucket: 'bucket', s3_prefix: `${tool}-` }), ['-y', name])
    expect(await object(`sopskit-${name}`)).toBe(await object(`sops-${name}`))
    expect(await object(`sopskit-${name}`)).toBe(readFileSync(join(folder, name), 'latin1'))
  })

  test.each<[string, object]>([
    ['another key', { age: testRecipient(1) }],
    ['a suffix', { age: testRecipient(1), encrypted_suffix: 'e' }],
    [
      'groups and a threshold',
      {
        unencrypted_suffix: 't',
        shamir_threshold: 2,
        key_groups: [{ age: [testRecipient(1)] }, { age: [testRecipient(0)] }],
      },
    ],
  ])('is encrypted anew the same way: %s', async (_, recreation) => {
    const rule = { s3_bucket: 'bucket', recreation_rule: recreation }
    await publishBoth((tool) => ({ ...rule, s3_prefix: `new/${tool}/` }), ['-y', name])
    const [theirs, ours] = [await object(`new/sops/${name}`), await object(`new/sopskit/${name}`)]
    expect(maskEncrypted(ours)).toBe(maskEncrypted(theirs))
    const plains: string[] = []
    for (const text of [theirs, ours]) {
      writeFileSync(join(folder, `new-${name}`), text, 'latin1')
      const keys = { ...env, SOPS_AGE_KEY: `${testIdentity(0)}\n${testIdentity(1)}` }
      const run = await sops({ args: ['decrypt', `new-${name}`], cwd: folder, env: keys })
      expect(run.exit).toBe(0)
      plains.push(Buffer.from(run.stdout).toString())
    }
    expect(plains[1]).toBe(plains[0])
  })
})

test('a folder, with and without extensions (CLI-111, CLI-112)', async () => {
  mkdirSync(join(folder, 'tree', 'sub'), { recursive: true })
  for (const name of ['tree/a.b.yaml', 'tree/sub/c.yaml', 'tree/d']) {
    const from = name.endsWith('d') ? 'text.bin' : 'text.yaml'
    writeFileSync(join(folder, name), readFileSync(join(folder, from)))
  }
  for (const [prefix, flags] of [
    ['with', []],
    ['without', ['--omit-extensions']],
  ] as const) {
    const rule = (tool: Tool) => ({ s3_bucket: 'bucket', s3_prefix: `${prefix}/${tool}/` })
    await publishBoth(rule, ['-y', '--recursive', ...flags, './tree/'])
    const keysOf = async (tool: Tool) => {
      const Prefix = `${prefix}/${tool}/`
      const { Contents = [] } = await s3.listObjectsV2({ Bucket: 'bucket', Prefix })
      return Contents.map(({ Key = '' }) => Key.slice(Prefix.length))
    }
    const ours = await keysOf('sopskit')
    expect(ours).toEqual(await keysOf('sops'))
    expect(ours).toHaveLength(3)
  }
})

describe('both refuse, with the same exit code', () => {
  const name = 'text.yaml'
  const cases: readonly (readonly [string, object, readonly string[]])[] = [
    ['no file', { vault_path: 'a' }, []],
    ['a missing file', { vault_path: 'a' }, ['-y', 'missing']],
    ['clear text', { s3_bucket: 'bucket' }, ['-y', 'sops.config']],
    ['a folder', { vault_path: 'a' }, ['-y', '.']],
    ['nobody answers', { vault_path: 'a' }, [name]],
    ['an order with twice the same', { vault_path: 'a' }, ['--decryption-order', 'age,age', name]],
    ['no match', { vault_path: 'a', path_regex: 'nothing' }, ['-y', name]],
    ['two destinations', { vault_path: 'a', s3_bucket: 'bucket' }, ['-y', name]],
    ['no destination', {}, ['-y', name]],
    ['no such bucket', { s3_bucket: 'other' }, ['-y', name]],
    ['no such mount', { vault_path: 'a', vault_kv_mount_name: 'other' }, ['-y', name]],
    ['no server', { vault_path: 'a', vault_address: 'http://127.0.0.1:1' }, ['-y', name]],
    ['no address', { vault_path: 'a', vault_address: '127.0.0.1:1' }, ['-y', name]],
    ['a key that is none', { s3_bucket: 'bucket', recreation_rule: { age: 'x' } }, ['-y', name]],
    ['a changed MAC', { vault_path: 'a' }, ['-y', 'changed.yaml']],
    ['a plain value', { vault_path: 'a' }, ['-y', 'partly.yaml']],
    ['nobody opens it', { vault_path: 'a' }, ['-y', 'others.yaml']],
  ]

  beforeAll(async () => {
    const text = readFileSync(join(folder, name), 'utf8')
    writeFileSync(join(folder, 'changed.yaml'), text.replace(/\n {4}mac: .*/, ''))
    writeFileSync(join(folder, 'partly.yaml'), text.replace(/^a: .*/, 'a: x'))
    writeFileSync(join(folder, 'others.yaml'), 'a: x\n')
    await encryptFor(testRecipient(1), 'others.yaml')
  })

  test.each(cases)('%s', async (_, rule, argv) => {
    const theirs = await publish('sops', rule, argv)
    expect(theirs).not.toBe(0)
    expect(await publish('sopskit', rule, argv)).toBe(theirs)
  })
})
