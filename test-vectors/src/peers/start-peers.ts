import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const script = fileURLToPath(new URL('../../peers/peers', import.meta.url))

/** A server of the peer lab; `test-vectors/peers/README.md` says what each proves. */
export type PeerName = 'vault' | 'awskms' | 'gcpkms' | 'azurekv' | 'gpg'

/** Servers that run until they are stopped. */
export interface Peers {
  /** What points programs at one of them, as `peers env` prints it. */
  envOf(name: PeerName): Readonly<Record<string, string>>
  stop(): Promise<void>
}

/**
 * Starts servers of the lab on free ports, with a state of their own, so that suites run side by side. It
 * fails where one is not installed: `npm run lab install`.
 */
export async function startPeers(...names: readonly PeerName[]): Promise<Peers> {
  const state = await mkdtemp(join(tmpdir(), 'peers-'))
  const env = { ...process.env, ...home(), PEERS_STATE: state, ...(await freePorts(names)) }
  const run = async (...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)('bash', [script, ...args], { env, maxBuffer: 2 ** 24 })).stdout
  const stop = async (): Promise<void> => {
    await run('stop', ...names)
    await rm(state, { recursive: true, force: true })
  }
  try {
    await run('start', ...names)
    const environments = new Map<PeerName, Readonly<Record<string, string>>>()
    for (const name of names) environments.set(name, variablesOf(await run('env', name)))
    return { envOf: (name) => environments.get(name) ?? {}, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Where the lab keeps its programs: next to the real sops. */
function home(): Readonly<Record<string, string>> {
  const lab = process.env['SOPSKIT_LAB'] ?? join(homedir(), '.cache', 'sopskit-lab')
  return { PEERS_HOME: join(lab, 'peers') }
}

/** Some servers take the next port as well. */
async function freePorts(names: readonly PeerName[]): Promise<Readonly<Record<string, string>>> {
  const ports: Record<string, string> = {}
  for (const name of names) ports[`PEERS_${name.toUpperCase()}_PORT`] = String(await freePort())
  return ports
}

async function freePort(): Promise<number> {
  for (;;) {
    // Below the range from which the system takes ports for outgoing connections.
    const port = 20_000 + 2 * Math.floor(Math.random() * 6_000)
    if ((await isFree(port)) && (await isFree(port + 1))) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** Lines of the form `export NAME=VALUE`; no value of the lab needs quotes of a shell. */
function variablesOf(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/^export (\w+)=(.*)$/gm)]
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]))
}
