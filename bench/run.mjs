// npm run bench: sopskit against the real sops, in turn, as a Markdown table on stdout. Needs the lab and
// installs it. Absolute times are those of this machine; the ratios are what to compare.
import '../scripts/node-version.mjs'
import { mkdirSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform } from 'node:os'
import { basename, join } from 'node:path'
import { bootstrap } from '../scripts/bootstrap.mjs'
import { installLab, labProgram } from '../scripts/lab.mjs'
import { commandFile, inRoot } from '../scripts/workspace.mjs'
import { largeTree, smallSecret, toJson, toYaml } from './corpus.mjs'
import { compare, tableHead } from './measure.mjs'
import { openWorkplace } from './workplace.mjs'

/** @typedef {{ plain: string, encrypted: string }} Large */

const smallFiles = 500
const largeLeaves = 20_000

bootstrap()
installLab()

const { folder, recipient, run, timed } = openWorkplace()
const node = process.execPath
const sops = labProgram('sops')
const sopskit = commandFile()
const inProcess = inRoot('bench', 'in-process.mjs')

report()

function report() {
  const small = makeSmall()
  const large = [makeLarge('large.yaml', toYaml), makeLarge('large.json', toJson)]
  const [first = ''] = small
  for (const file of [first, ...large.map(({ encrypted }) => encrypted)]) requireEqual(file)

  console.log(`Node ${process.versions.node}, ${platform()} ${arch()}, ${cpus().length} cores.\n`)
  console.log(tableHead)
  console.log(startUp(first))
  console.log(manySmall(small))
  for (const files of large) for (const row of oneLarge(files)) console.log(row)
}

/** The command against the command. @param {string} file */
function startUp(file) {
  return compare({
    title: 'decrypt one small file: command against command',
    ours: () => timed(node, [sopskit, 'decrypt', file]),
    theirs: () => timed(sops, ['decrypt', file]),
    rounds: 21,
  })
}

/** What a Node program has without sopskit is a process for each file. @param {readonly string[]} files */
function manySmall(files) {
  return compare({
    title: `decrypt ${files.length} small files: one Node process, with its start-up, against a process each`,
    ours: () => timed(node, [inProcess, 'decrypt', ...files]),
    theirs: () => files.reduce((sum, file) => sum + timed(sops, ['decrypt', file]), 0),
    rounds: 3,
  })
}

/** @param {Large} files */
function oneLarge({ plain, encrypted }) {
  const kind = basename(plain).replace('large.', '').toUpperCase()
  const contests = [
    { args: ['decrypt', encrypted], title: `decrypt ${largeLeaves} leaves of ${kind}` },
    {
      args: ['encrypt', '--age', recipient, plain],
      title: `encrypt ${largeLeaves} leaves of ${kind}`,
    },
  ]
  return contests.flatMap(({ args, title }) => {
    const theirs = () => timed(sops, args)
    const api = () => Number(run(node, [inProcess, ...args]))
    const command = () => timed(node, [sopskit, ...args])
    return [
      compare({ title: `${title}: in a running process`, ours: api, theirs, rounds: 5 }),
      compare({ title: `${title}: command against command`, ours: command, theirs, rounds: 5 }),
    ]
  })
}

function makeSmall() {
  mkdirSync(join(folder, 'small'))
  return Array.from({ length: smallFiles }, (_, number) => {
    const file = join(folder, 'small', `${number}.yaml`)
    const rule = ['--encrypted-regex', '^(data|stringData)$']
    writeFileSync(file, smallSecret(number))
    run(sops, ['encrypt', '--in-place', '--age', recipient, ...rule, file])
    return file
  })
}

/** @param {string} name @param {(tree: ReturnType<typeof largeTree>) => string} write @returns {Large} */
function makeLarge(name, write) {
  const plain = join(folder, name)
  const encrypted = join(folder, name.replace('.', '.enc.'))
  writeFileSync(plain, write(largeTree(largeLeaves)))
  run(sops, ['encrypt', '--age', recipient, '--output', encrypted, plain])
  return { plain, encrypted }
}

/** A fast wrong answer is worth nothing. @param {string} file */
function requireEqual(file) {
  const ours = run(node, [inProcess, '--write', 'decrypt', file])
  if (!ours.equals(run(sops, ['decrypt', file]))) {
    throw new Error(`${basename(file)} decrypts differently`)
  }
}
