import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ProcessEvents } from '../../src/processes/process-events.ts'
import { type CommandRun, type CommandSetup, sopskit } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const certificates = fileURLToPath(
  new URL('../../../keyservice-grpc/test/keys-for-tests-only/', import.meta.url),
)

let folder: string
beforeEach(async () => {
  folder = await temporaryFolder()
  await writeFile(join(folder, 'plain.yaml'), 'a: hunter2\n')
})

interface RunningService {
  /** Where it listens, in the form that `--keyservice` takes. */
  readonly address: string
  /** Ends it by a signal, and gives what it did. */
  end(): Promise<CommandRun>
}

/** Starts the command and waits until it says where it listens. */
async function start(args: readonly string[], setup: CommandSetup = {}): Promise<RunningService> {
  let signal = (): void => undefined
  let said = ''
  const events: ProcessEvents = {
    onSignals: (_, listener) => {
      signal = () => listener('SIGTERM')
      return () => undefined
    },
    onExit: () => () => undefined,
  }
  let running: Promise<CommandRun> | undefined
  const listening = new Promise<string>((resolve) => {
    const writeStderr = (text: string): void => {
      said += text
      const [, address] = /listens on (\S+)\n/.exec(said) ?? []
      if (address !== undefined) resolve(address)
    }
    const all = { surroundings: { events }, writeStderr, ...setup }
    running = sopskit(folder, ['keyservice', ...args], all)
  })
  const end = async (): Promise<CommandRun> => {
    signal()
    const { exit = 1, stdout = '' } = (await running) ?? {}
    return { exit, stdout, stderr: said }
  }
  const address = await Promise.race([listening, endedAtOnce(running, () => said)])
  return { address, end }
}

async function endedAtOnce(
  running: Promise<CommandRun> | undefined,
  said: () => string,
): Promise<never> {
  const run = await running
  throw new Error(`ended at once with ${run?.exit}: ${said()}`)
}

const listen = ['--addr', '127.0.0.1:0']
const certificate = ['--tls-cert', join(certificates, 'server.pem')]
const overTls = [...listen, ...certificate, '--tls-key', join(certificates, 'server-key.pem')]

const remoteOnly = ['--enable-local-keyservice=false', '--keyservice']

describe('keyservice', () => {
  test('serves the keys of its environment on a socket of this user until a signal ends it (KS-008)', async () => {
    const socket = join(folder, 's.sock')
    const service = await start(['--network', 'unix', '--address', socket])
    expect(service.address).toBe(`unix://${socket}`)
    expect((await stat(socket)).mode & 0o777).toBe(0o600)
    const remote = [...remoteOnly, service.address]
    const env = {}
    const age = ['--age', testRecipient(0)]
    const output = ['--output', 'enc.yaml', 'plain.yaml']
    expect(await sopskit(folder, ['encrypt', ...age, ...remote, ...output], { env })).toMatchObject(
      {
        exit: 0,
      },
    )
    const opened = await sopskit(folder, ['decrypt', ...remote, 'enc.yaml'], { env })
    expect(opened).toMatchObject({ exit: 0, stdout: 'a: hunter2\n' })
    const alone = await sopskit(folder, ['decrypt', 'enc.yaml'], { env })
    expect(alone.exit).toBe(128)
    const ended = await service.end()
    expect(ended.exit).toBe(0)
    expect(ended.stderr).toMatch(/encrypt age \S+: done\n.*decrypt age \S+: done\n$/)
    await expect(stat(socket)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('over TLS, with a client that trusts it and one that does not', async () => {
    const service = await start(overTls)
    const args = [
      'encrypt',
      '--age',
      testRecipient(0),
      ...remoteOnly,
      service.address,
      'plain.yaml',
    ]
    const trusting = ['--keyservice-ca', join(certificates, 'ca.pem'), ...args.slice(1)]
    expect((await sopskit(folder, ['encrypt', ...trusting])).exit).toBe(0)
    const refused = await sopskit(folder, args)
    expect(refused.stderr).toMatch(/^sopskit: WRAP_FAILED: /)
    expect(refused.exit).toBe(1)
    await service.end()
  })

  test('that wants to know its clients lets in only those with a certificate', async () => {
    const service = await start([...overTls, '--tls-client-ca', join(certificates, 'ca.pem')])
    const args = [
      'encrypt',
      '--age',
      testRecipient(0),
      ...remoteOnly,
      service.address,
      'plain.yaml',
    ]
    const trusting = [...args, '--keyservice-ca', join(certificates, 'ca.pem')]
    const known = ['--keyservice-cert', join(certificates, 'client.pem')]
    const key = ['--keyservice-key', join(certificates, 'client-key.pem')]
    expect((await sopskit(folder, [...trusting, ...known, ...key])).exit).toBe(0)
    expect((await sopskit(folder, trusting)).stderr).toMatch(/^sopskit: WRAP_FAILED: /)
    await service.end()
  })

  test('asks before a key is used, and takes only y for yes (KS-009)', async () => {
    const service = await start(['--addr', '127.0.0.1:0', '--prompt'], { stdin: 'what\nn\n' })
    const args = [
      'encrypt',
      '--age',
      testRecipient(0),
      ...remoteOnly,
      service.address,
      'plain.yaml',
    ]
    const refused = await sopskit(folder, args)
    expect(refused.stderr).toMatch(/^sopskit: WRAP_FAILED: /)
    const { stdout } = await service.end()
    expect(stdout).toContain(`encrypt request for age ${testRecipient(0)}. Respond to it? (y/n):`)
    expect(stdout.split('Respond to it?').length).toBe(3)
  })

  test('lets only the keys be used that --allow names', async () => {
    const allow = ['--allow', `age:${testRecipient(1)}`]
    const service = await start(['--addr', '127.0.0.1:0', ...allow])
    const encryptFor = (recipient: string): Promise<CommandRun> =>
      sopskit(folder, ['encrypt', '--age', recipient, ...remoteOnly, service.address, 'plain.yaml'])
    expect((await encryptFor(testRecipient(1))).exit).toBe(0)
    expect((await encryptFor(testRecipient(0))).stderr).toMatch(/^sopskit: WRAP_FAILED: /)
    await service.end()
  })

  test('an address may say its network, as --keyservice takes it', async () => {
    const tcp = await start(['--address', 'tcp://127.0.0.1:0'])
    expect(tcp.address).toMatch(/^tcp:\/\/127\.0\.0\.1:[1-9]/)
    expect((await tcp.end()).exit).toBe(0)
    const unix = await start(['--address', `unix://${join(folder, 's.sock')}`])
    expect(unix.address).toBe(`unix://${join(folder, 's.sock')}`)
    expect((await unix.end()).exit).toBe(0)
  })

  test('each side names its own flags where data keys would cross a network in clear', async () => {
    const server = await sopskit(folder, ['keyservice', '--address', '0.0.0.0:0'])
    expect(server.stderr).toMatch(
      /^sopskit: INVALID_OPTION: .*--tls-cert with --tls-key.*--insecure\)/,
    )
    expect(server.stderr).not.toContain('keyservice-ca')
    const args = ['--age', testRecipient(0), '--keyservice', 'tcp://192.0.2.1:1', 'plain.yaml']
    const client = await sopskit(folder, ['encrypt', ...args])
    expect(client.stderr).toMatch(
      /^sopskit: INVALID_OPTION: .*--keyservice-ca.*--insecure-keyservice\)/,
    )
    expect(client.stderr).not.toContain('tls-cert')
  })

  test.each([
    ['INVALID_OPTION 1', ['--address', '0.0.0.0:0']],
    ['INVALID_OPTION 1', ['--network', 'udp']],
    ['INVALID_OPTION 1', ['--address', 'tcp://0.0.0.0:0']],
    ['CONFLICTING_OPTIONS 8', ['--network', 'unix', '--address', 'tcp://127.0.0.1:0']],
    ['INVALID_OPTION 1', ['--allow', 'bogus']],
    ['INVALID_OPTION 1', ['--allow', 'age:']],
    ['INVALID_OPTION 1', ['--allow', 'gcp-kms:projects/p']],
    ['INVALID_OPTION 1', ['--allow', testRecipient(0)]],
    ['CONFLICTING_OPTIONS 8', ['--tls-cert', 'plain.yaml']],
    ['FILE_NOT_FOUND 2', ['--tls-cert', 'missing', '--tls-key', 'missing']],
    ['USAGE 1', ['word']],
  ])('%s: %j', async (expected, args) => {
    const { exit, stderr } = await sopskit(folder, ['keyservice', ...args])
    const [, code] = /^sopskit: ([A-Z_]+): /.exec(stderr) ?? []
    expect(`${code} ${exit}`).toBe(expected)
  })
})
