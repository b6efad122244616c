import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { smallSecret } from './corpus.mjs'
import { compare } from './measure.mjs'

const manifests = 2_000

/**
 * A folder of encrypted manifests as Flux would apply it: one `flux build`, which verifies, decrypts and prints all of
 * them, against `sops decrypt` of each file.
 *
 * @param {import('./workplace.mjs').Workplace} workplace
 * @param {{ node: string, sops: string, sopskit: string }} programs
 */
export function fluxRow({ folder, recipient, run, timed }, { node, sops, sopskit }) {
  const tree = join(folder, 'cluster')
  mkdirSync(tree)
  for (let number = 0; number < manifests; number++) {
    writeFileSync(join(tree, `${number}.yaml`), smallSecret(number))
  }
  const each = [tree, '-name', '*.yaml', '-exec', sops]
  const rule = ['--age', recipient, '--encrypted-regex', '^(data|stringData)$']
  run('find', [...each, 'encrypt', '--in-place', ...rule, '{}', ';'])
  const secret = join(folder, 'sops-age.yaml')
  writeFileSync(secret, decryptionSecret(readFileSync(join(folder, 'key.txt'), 'utf8')))
  const build = [sopskit, 'flux', 'build', '--show-secrets', '--decryption-secret', secret, tree]
  requireEqual(run(node, build).toString())
  return compare({
    title: `flux build of ${manifests} manifests, against \`find -exec sops decrypt\``,
    ours: () => timed(node, build),
    theirs: () => timed('find', [...each, 'decrypt', '{}', ';']),
    rounds: 1,
  })
}

/** @param {string} identity */
function decryptionSecret(identity) {
  const entry = JSON.stringify({ 'age.agekey': identity })
  return `apiVersion: v1\nkind: Secret\nmetadata: {name: sops-age}\nstringData: ${entry}\n`
}

/** A fast wrong answer is worth nothing. @param {string} built */
function requireEqual(built) {
  const missing = Array.from({ length: manifests }, (_, number) => number).filter((number) => {
    const [, password = ''] = /password: (.*)/.exec(smallSecret(number)) ?? []
    return password === '' || !built.includes(`  password: ${password}\n`)
  })
  if (missing.length > 0) throw new Error(`flux build lost ${missing.length} secrets`)
}
