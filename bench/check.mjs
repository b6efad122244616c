import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { smallSecret } from './corpus.mjs'
import { compare } from './measure.mjs'

const manifests = 2_000

/**
 * A repository of many encrypted manifests: `check`, which looks at every value, options and keys too, against what
 * `sops` has for it without a key, `filestatus` of each file.
 *
 * @param {import('./workplace.mjs').Workplace} workplace
 * @param {{ node: string, sops: string, sopskit: string }} programs
 */
export function checkRow({ folder, recipient, run, timed }, { node, sops, sopskit }) {
  const tree = join(folder, 'manifests')
  makeManifests(tree, (file, rule) =>
    run(sops, ['encrypt', '--in-place', '--age', recipient, '--encrypted-regex', rule, file]),
  )
  const config = `creation_rules:\n  - path_regex: .*.yaml\n    encrypted_regex: ^(data|stringData)$\n    age: ${recipient}\n`
  writeFileSync(join(tree, '.sops.yaml'), config)
  const report = run(node, [sopskit, 'check', tree]).toString()
  if (report !== `${manifests + 1} files checked: nothing found.\n`) throw new Error(report)
  return compare({
    title: `check ${manifests} manifests: \`check\` against \`find -exec sops filestatus\``,
    ours: () => timed(node, [sopskit, 'check', tree]),
    theirs: () =>
      timed('find', [tree, '-name', '[0-9]*.yaml', '-exec', sops, 'filestatus', '{}', ';']),
    rounds: 1,
  })
}

/** One is encrypted; the others are the same with another name, which no key is needed to see. @param {string} tree @param {(file: string, rule: string) => unknown} encrypt */
function makeManifests(tree, encrypt) {
  mkdirSync(tree)
  const original = join(tree, '0.yaml')
  writeFileSync(original, smallSecret(0))
  encrypt(original, '^(data|stringData)$')
  const text = readFileSync(original, 'utf8')
  for (let number = 1; number < manifests; number++) {
    const named = text.replace(/^( +name: ).*$/m, `$1app-${number}`)
    writeFileSync(join(tree, `${number}.yaml`), named)
  }
}
