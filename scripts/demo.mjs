// A guided tour: a Kubernetes Secret is encrypted and decrypted with a key that lives as long as the tour.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { commandFile, inRoot } from './workspace.mjs'

const example = inRoot('examples', 'secret.yaml')
const rule = '^(data|stringData)$'
const scratch = mkdtempSync(join(tmpdir(), 'sopskit-demo-'))

// With a listener the process outlives the signal long enough to remove the key.
process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))
process.on('SIGHUP', () => process.exit(129))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

await tour()

async function tour() {
  const identity = await generateIdentity()
  const recipient = await identityToRecipient(identity)
  writeFileSync(join(scratch, 'key.txt'), `${identity}\n`, { mode: 0o600 })
  copyFileSync(example, join(scratch, 'secret.yaml'))
  const plain = readFileSync(example, 'utf8')

  say('A Kubernetes Secret, examples/secret.yaml:')
  show(plain)

  say(`Encrypted for a throw-away age key; --encrypted-regex leaves what is no secret readable:`)
  const flags = ['--age', recipient, '--encrypted-regex', rule]
  command(`encrypt --age ${recipient} --encrypted-regex '${rule}' secret.yaml > secret.enc.yaml`)
  const encrypted = sopskit(['encrypt', ...flags, 'secret.yaml'])
  writeFileSync(join(scratch, 'secret.enc.yaml'), encrypted)
  show(encrypted)

  say('Decrypted again, with the key in SOPS_AGE_KEY_FILE:')
  command('decrypt secret.enc.yaml')
  const decrypted = sopskit(['decrypt', 'secret.enc.yaml'])
  show(decrypted)
  conclude(decrypted === plain)
}

/**
 * Runs the built command in the scratch folder; a failure ends the tour with the command's own words.
 *
 * @param {string[]} args
 */
function sopskit(args) {
  const run = spawnSync(process.execPath, [commandFile(), ...args], {
    cwd: scratch,
    env: { ...withoutSops(process.env), SOPS_AGE_KEY_FILE: join(scratch, 'key.txt') },
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  if (run.status !== 0) process.exit(run.status ?? 1)
  return run.stdout
}

/** The visitor's own keys have no part in the tour. @param {NodeJS.ProcessEnv} environment */
function withoutSops(environment) {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith('SOPS_')),
  )
}

/** @param {boolean} equal */
function conclude(equal) {
  if (!equal) {
    say('The decrypted text differs from the example. That should not happen; please report it.')
    process.exit(1)
  }
  say('The same text, byte for byte. The key is gone now, and no file was changed.')
  say('With your own files:  npm --silent start -- encrypt --age RECIPIENT FILE')
}

/** @param {string} text */
function say(text) {
  console.log(`\n${text}`)
}

/** @param {string} text */
function command(text) {
  console.log(`\n  $ sopskit ${text}`)
}

/** @param {string} text */
function show(text) {
  console.log(`\n${text.trimEnd().replace(/^/gm, '    ')}`)
}
