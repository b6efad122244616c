import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gpgKeyService, gpgKeyServiceFromEnvironment } from '@sopskit/keyservice-pgp/gpg'
import { describe, expect, it } from 'vitest'
import { counting, refusalOf } from '../support.ts'
import { fakeGpg } from './fake-gpg.ts'

// A session key and what is encrypted, of a byte each.
const enc = '-----BEGIN PGP MESSAGE-----\n\nwQED0gEB\n-----END PGP MESSAGE-----'

const key = { type: 'pgp', fingerprint: '85D77543B3D624B63CEA9E6DBC17301B491B3F21' } as const
const env = { PATH: process.env['PATH'] ?? '' }
const unwrapWith = async (script: string, options: { readonly deadlineMs?: number } = {}) =>
  gpgKeyService({ env, program: await fakeGpg(script), ...options }).unwrap(key, enc, {})

/** Whether a process is there; its number stands in a file that may come late. */
async function processOf(file: string): Promise<number> {
  for (;;) {
    try {
      const id = Number(await readFile(file, 'utf8'))
      if (id > 0) return id
    } catch {
      // Not written yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

function runs(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch {
    return false
  }
}

describe('a real process in place of gpg', () => {
  it('reads its input and gives its output', async () => {
    expect(await unwrapWith('cat >/dev/null; printf 0123456789abcdef')).toHaveLength(16)
  })

  it('may end before it has read its input', async () => {
    const program = await fakeGpg('exit 2')
    const service = gpgKeyService({ env, program })
    const refusal = await refusalOf(() => service.unwrap(key, 'x'.repeat(1 << 20), {}))
    expect(refusal.code).toBe('UNWRAP_FAILED')
    expect(refusal.message).toContain('status 2')
  })

  it('sees the variables that were handed in, and no others', async () => {
    const program = await fakeGpg(
      'test "$GPG_TTY" = /dev/pts/7 && test -z "$HOME" && printf 0123456789abcdef',
    )
    const service = gpgKeyService({ program, env: { ...env, GPG_TTY: '/dev/pts/7' } })
    expect(await service.unwrap(key, enc, {})).toHaveLength(16)
  })

  it.each([
    ['exits 0 with nothing', 'cat >/dev/null'],
    ['prints garbage', 'cat >/dev/null; echo garbage'],
    ['prints without an end', 'exec yes'],
    ['fails after it printed a data key', 'printf 0123456789abcdef; exit 1'],
    ['kills itself', 'kill -9 $$'],
  ])('that %s is refused', async (_, script) => {
    expect((await refusalOf(() => unwrapWith(script))).code).toBe('UNWRAP_FAILED')
  })

  it.each([
    ['hangs', 'exec sleep 1000'],
    ['hangs and ignores being asked to end', "trap '' TERM; while :; do sleep 1; done"],
    ['left a process that holds its output', 'sleep 1000 & echo $! >$0.left; wait'],
  ])('that %s is ended at the deadline', async (_, script) => {
    const program = await fakeGpg(`echo $$ >$0.id\n${script}`)
    const service = gpgKeyService({ env, program, deadlineMs: 300 })
    const refusal = await refusalOf(() => service.unwrap(key, 'enc', {}))
    expect(refusal.code).toBe('SERVICE_UNAVAILABLE')
    expect(refusal.message).toContain('0.3 s')
    expect(runs(await processOf(`${program}.id`))).toBe(false)
    if (script.includes('.left')) process.kill(await processOf(`${program}.left`))
  })

  it('that hangs is ended by an abort', async () => {
    const program = await fakeGpg('echo $$ >$0.id\nexec sleep 1000')
    const control = new AbortController()
    const refused = refusalOf(() =>
      gpgKeyService({ env, program }).unwrap(key, 'enc', { signal: control.signal }),
    )
    const id = await processOf(`${program}.id`)
    control.abort()
    expect((await refused).code).toBe('ABORTED')
    expect(runs(id)).toBe(false)
  })
})

describe('a gpg that cannot be run (UT-22)', () => {
  const refused = async (variables: Record<string, string>): Promise<string> => {
    const service = gpgKeyServiceFromEnvironment({ env: variables })
    const refusal = await refusalOf(() => service.wrap(key, counting(32), {}))
    expect(refusal.code).toBe('SERVICE_UNAVAILABLE')
    return refusal.message
  }

  it('because there is none', async () => {
    expect(await refused({ PATH: '/nowhere' })).toContain('was not found')
    expect(await refused({})).toContain('was not found')
    expect(await refused({ SOPS_GPG_EXEC: '/nowhere/gpg' })).toContain('/nowhere/gpg was not found')
    const commandLine = await refused({ ...env, SOPS_GPG_EXEC: 'gpg --passphrase hush' })
    expect(commandLine).toContain('no command line')
    expect(commandLine).not.toContain('hush')
  })

  it('because it is no program', async () => {
    const program = await fakeGpg('')
    await chmod(program, 0o644)
    expect(await refused({ SOPS_GPG_EXEC: program })).toContain('cannot be executed')
    expect(await refused({ PATH: dirname(program) })).toContain('cannot be executed')
    expect(await refused({ SOPS_GPG_EXEC: dirname(program) })).toContain('was not found')
  })

  it('because the system cannot start it', async () => {
    const program = await fakeGpg('')
    await writeFile(program, '#!/nowhere/interpreter\n')
    expect(await refused({ SOPS_GPG_EXEC: program })).toContain('could not be started')
  })

  it('because Node refuses to, whose error would quote the variable', async () => {
    const program = await fakeGpg('')
    const message = await refused({ SOPS_GPG_EXEC: program, SECRET: 'hush\0hush' })
    expect(message).toContain('could not be started')
    expect(message).not.toContain('hush')
    // More than the system takes for one variable.
    const large = { SOPS_GPG_EXEC: program, LARGE: 'x'.repeat(1 << 21) }
    expect(await refused(large)).toContain('could not be started')
  })

  it('because PATH names it in a relative folder', async () => {
    const folder = 'node_modules/.sopskit-relative-path'
    await mkdir(folder, { recursive: true })
    try {
      await symlink('/bin/true', join(folder, 'gpg'))
      expect(await refused({ PATH: folder })).toContain('relative')
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('a GnuPG home that was handed in (PGP-012)', () => {
  it('is named first, and must be a directory of its owner only', async () => {
    const program = await fakeGpg('test "$1" = --homedir && printf %s "$2" | tail -c 16')
    const homeDirectory = join(dirname(program), 'a-gnupg-home-of-16')
    const service = gpgKeyService({ env, program, homeDirectory })
    const refused = async (): Promise<string> => {
      const refusal = await refusalOf(() => service.unwrap(key, 'enc', {}))
      expect(refusal.code).toBe('INVALID_IDENTITY')
      return refusal.message
    }
    expect(await refused()).toContain('no directory')
    await mkdir(homeDirectory, { mode: 0o755 })
    expect(await refused()).toContain('0700')
    await chmod(homeDirectory, 0o700)
    expect(await service.unwrap(key, enc, {})).toEqual(new TextEncoder().encode('gnupg-home-of-16'))
  })
})
