import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a key is made of, in the words of gpg. */
export interface KeyKind {
  readonly sign: string
  readonly encrypt: string
  readonly passphrase?: string
  /** A time in the spelling of gpg, at which the key is made. */
  readonly madeOn?: string
  /** Until it expires. */
  readonly life?: string
}

/** A GnuPG home of a test, with an agent of its own, which `close` ends. */
export class GnupgHome {
  // Short, for the agent's socket lies in it.
  readonly path: string = mkdtempSync('/tmp/sopskit-pgp.')
  /** The variables of whoever uses it: no terminal, no display, nothing of the user. */
  readonly env: Readonly<Record<string, string>> = {
    PATH: process.env['PATH'] ?? '',
    HOME: this.path,
    GNUPGHOME: this.path,
    LC_ALL: 'C',
  }

  constructor() {
    // Else the agent would remember passphrases, and hide that one is missing.
    this.#configureAgent([])
  }

  #configureAgent(lines: readonly string[]): void {
    const text = ['default-cache-ttl 0', 'max-cache-ttl 0', ...lines, ''].join('\n')
    writeFileSync(join(this.path, 'gpg-agent.conf'), text)
  }

  gpg(args: readonly string[], input: string | Uint8Array = ''): Buffer {
    const stdio = ['pipe', 'pipe', 'pipe'] as const
    return execFileSync('gpg', ['--batch', '--quiet', '--yes', ...args], {
      env: this.env,
      input,
      stdio: [...stdio],
    })
  }

  /** Makes a key with an encryption subkey; gives the fingerprint of the primary key. */
  makeKey({ sign, encrypt, passphrase = '', madeOn, life = 'never' }: KeyKind): string {
    const time = madeOn === undefined ? [] : ['--faked-system-time', madeOn]
    const secret = ['--pinentry-mode', 'loopback', '--passphrase', passphrase, ...time]
    const name = crypto.randomUUID()
    this.gpg([...secret, '--quick-generate-key', name, sign, 'sign', life])
    const [primary = ''] = this.fingerprints(name)
    this.gpg([...secret, '--quick-add-key', primary, encrypt, 'encr', life])
    return primary
  }

  /** Of a key and its subkeys. */
  fingerprints(name: string): readonly string[] {
    const list = this.gpg(['--with-colons', '--list-keys', name]).toString()
    return [...list.matchAll(/^fpr:+([0-9A-F]{40}):/gm)].map(([, fingerprint = '']) => fingerprint)
  }

  userIds(name: string): readonly string[] {
    const list = this.gpg(['--with-colons', '--list-keys', name]).toString()
    return [...list.matchAll(/^uid:(?:[^:]*:){8}([^:]*):/gm)].map(([, id = '']) => id)
  }

  privateKey(name: string, passphrase = ''): string {
    const secret = ['--pinentry-mode', 'loopback', '--passphrase', passphrase]
    return this.gpg([...secret, '--armor', '--export-secret-keys', name]).toString()
  }

  /** Uses the revocation that gpg made with the key. */
  revoke(primary: string): void {
    const file = join(this.path, 'openpgp-revocs.d', `${primary}.rev`)
    this.gpg(['--import'], readFileSync(file, 'utf8').replace(/^:---/m, '---'))
  }

  /** A program that runs gpg with more arguments, for `SOPS_GPG_EXEC`. */
  gpgWith(args: string): string {
    const program = join(this.path, `gpg-${crypto.randomUUID()}`)
    writeFileSync(program, `#!/bin/sh\nexec gpg ${args} "$@"\n`)
    chmodSync(program, 0o755)
    return program
  }

  /** Puts a pinentry in place that answers every question for a passphrase with these lines of its protocol. */
  pinentry(...answer: readonly string[]): void {
    const program = join(this.path, `pinentry-${crypto.randomUUID()}`)
    const answers = answer.map((line) => `echo '${line}'`).join('; ')
    const loop = `while read -r word rest; do case $word in GETPIN) ${answers} ;; *) echo OK ;; esac; done`
    writeFileSync(program, `#!/bin/sh\necho OK\n${loop}\n`)
    chmodSync(program, 0o755)
    this.#configureAgent([`pinentry-program ${program}`])
    this.#endAgent()
  }

  #endAgent(): void {
    const args = ['--homedir', this.path, '--no-autostart', 'KILLAGENT', '/bye']
    execFileSync('gpg-connect-agent', args, { stdio: 'ignore' })
  }

  close(): void {
    try {
      this.#endAgent()
    } finally {
      rmSync(this.path, { recursive: true, force: true })
    }
  }
}
