import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** How a host ended, and what it printed. */
export interface HostRun {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A Node process of its own that uses this package. */
export interface Host {
  readonly pid: number
  readonly ended: Promise<HostRun>
  kill(signal: NodeJS.Signals): void
}

/** Where a host runs, and in what environment. */
export interface HostPlace {
  readonly folder: string
  readonly env?: Readonly<Record<string, string>>
}

/** The address of a built module of this package: a process of its own cannot load the sources. */
export function hostModule(path: string): string {
  const file = fileURLToPath(new URL(`../../dist/${path}`, import.meta.url))
  if (!existsSync(file)) throw new Error(`${path} is not built. Run "npm run build" first.`)
  return pathToFileURL(file).href
}

/** Starts a script in a process of its own, without a terminal. */
export async function startHost(script: string, { folder, env = {} }: HostPlace): Promise<Host> {
  const file = join(folder, 'host.mjs')
  await writeFile(file, script)
  const child = spawn(process.execPath, [file], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  const ended = new Promise<HostRun>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status, signal) => {
      const [out, err] = [stdout, stderr].map((chunks) => Buffer.concat(chunks).toString())
      resolve({ status, signal, stdout: out ?? '', stderr: err ?? '' })
    })
  })
  return { pid: child.pid ?? 0, ended, kill: (signal) => void child.kill(signal) }
}

/** Runs a script in a process of its own to its end. */
export async function runHost(script: string, place: HostPlace): Promise<HostRun> {
  return (await startHost(script, place)).ended
}
