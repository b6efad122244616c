import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A running `sops keyservice`. */
export interface SopsServer {
  /** For `--keyservice`. */
  readonly uri: string
  /** What it printed so far. */
  output(): string
  /** Writes to its standard input, as somebody who is asked does. */
  type(text: string): void
  stop(): Promise<void>
}

export interface SopsServerOptions {
  readonly program: string
  readonly env: Readonly<Record<string, string>>
  /** The path of a unix socket; TCP on this machine without it. */
  readonly socket?: string
  readonly flags?: readonly string[]
}

/** Starts the key service of real sops and waits until it can be reached. */
export async function startSopsServer(options: SopsServerOptions): Promise<SopsServer> {
  const { program, env, socket, flags = [] } = options
  const port = socket === undefined ? await freePort() : 0
  const where = socket === undefined ? ['tcp', `127.0.0.1:${port}`] : ['unix', socket]
  const [network = '', address = ''] = where
  const args = ['keyservice', '--network', network, '--address', address, ...flags]
  const child = spawn(program, args, { env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (output += chunk.toString()))
  await waitFor(child, () =>
    socket === undefined ? isOpen(port) : Promise.resolve(existsSync(socket)),
  )
  return {
    uri: socket === undefined ? `tcp://127.0.0.1:${port}` : `unix://${socket}`,
    output: () => output,
    type: (text) => void child.stdin.write(text),
    stop: async () => {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function waitFor(child: ChildProcess, ready: () => Promise<boolean>): Promise<void> {
  while (!(await ready())) {
    if (child.exitCode !== null) throw new Error(`sops keyservice ended with ${child.exitCode}`)
    await sleep(20)
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
