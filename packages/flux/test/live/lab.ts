import { execFile } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { commandFile } from '../../../../scripts/workspace.mjs'

const lab = process.env['SOPSKIT_LAB'] ?? join(homedir(), '.cache', 'sopskit-lab')

/** The path of a real program of the lab; a missing one fails the test. */
export function labProgram(name: 'sops' | 'age-keygen' | 'kustomize'): string {
  const path = name === 'kustomize' ? join(lab, 'peers', 'bin', name) : join(lab, 'bin', name)
  try {
    accessSync(path, constants.X_OK)
  } catch {
    throw new Error(`${name} is not in the lab. "npm run lab install" installs it.`)
  }
  return path
}

type Variables = Readonly<Record<string, string>>

/** How a run ended. */
export interface ShellRun {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** A repository in a home of its own, with the real programs and ours in PATH. */
export interface Site {
  readonly base: string
  readonly repository: string
  readonly environment: Variables
  write(files: Readonly<Record<string, string>>): void
  /** Runs a script in the repository; it must end well. */
  shell(script: string, env?: Variables): Promise<string>
  run(script: string, env?: Variables): Promise<ShellRun>
  remove(): Promise<void>
}

/** Makes a place for one walk through the guide. */
export function openSite(): Site {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'flux-live-')))
  const [repository, home, bin] = ['repository', 'home', 'bin'].map((name) => join(base, name)) as [
    string,
    string,
    string,
  ]
  const gnupg = join(base, 'g')
  for (const folder of [join(repository, '.git'), home, bin, join(base, 'tmp')])
    mkdirSync(folder, { recursive: true })
  mkdirSync(gnupg, { mode: 0o700 })
  const programs = {
    ...Object.fromEntries(
      (['sops', 'age-keygen', 'kustomize'] as const).map((name) => [name, `"${labProgram(name)}"`]),
    ),
    sopskit: `"${process.execPath}" "${commandFile()}"`,
  }
  for (const [name, command] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\nexec ${command} "$@"\n`)
    chmodSync(join(bin, name), 0o755)
  }
  const environment = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    HOME: home,
    GNUPGHOME: gnupg,
    TMPDIR: join(base, 'tmp'),
    SOPS_DISABLE_VERSION_CHECK: '1',
  }
  const run = (script: string, env: Variables = {}): Promise<ShellRun> =>
    new Promise((resolve) => {
      const options = { cwd: repository, env: { ...environment, ...env }, maxBuffer: 2 ** 26 }
      execFile('bash', ['-euo', 'pipefail', '-c', script], options, (error, stdout, stderr) => {
        resolve({
          exit: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
          stdout,
          stderr,
        })
      })
    })
  return {
    base,
    repository,
    environment,
    run,
    write: (files) => {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(repository, path)), { recursive: true })
        writeFileSync(join(repository, path), content)
      }
    },
    shell: async (script, env) => {
      const { exit, stdout, stderr } = await run(script, env)
      expect(exit, `${script}\n${stderr}`).toBe(0)
      return stdout
    },
    remove: async () => {
      await run('gpgconf --kill all')
      rmSync(base, { recursive: true, force: true })
    },
  }
}

/** What `kubectl create secret generic NAME --from-file … --dry-run=client -o yaml` prints. */
export function kubectlSecret(name: string, entries: Variables): string {
  const data = Object.entries(entries).map(
    ([key, value]) => `  ${key}: ${Buffer.from(value).toString('base64')}\n`,
  )
  return `apiVersion: v1\ndata:\n${data.join('')}kind: Secret\nmetadata:\n  creationTimestamp: null\n  name: ${name}\n  namespace: flux-system\n`
}
