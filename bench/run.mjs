// npm run bench: sopskit against the real sops, in turn, as a Markdown table on stdout. Needs the lab and
// installs it. Absolute times are those of this machine; the ratios are what to compare.
import '../scripts/node-version.mjs'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform } from 'node:os'
import { basename, join } from 'node:path'
import { bootstrap } from '../scripts/bootstrap.mjs'
import { installLab, labProgram } from '../scripts/lab.mjs'
import { commandFile, inRoot } from '../scripts/workspace.mjs'
import { checkRow } from './check.mjs'
import { largeTree, smallSecret, toJson, toYaml } from './corpus.mjs'
import { fluxRow } from './flux.mjs'
import { compare, tableHead } from './measure.mjs'
import { openWorkplace } from './workplace.mjs'

/** @typedef {{ plain: string, encrypted: string }} Large */

const smallFiles = 500
const largeLeaves = 20_000

bootstrap()
installLab()

const workplace = openWorkplace()
const { folder, recipient, second, run, timed } = workplace
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
  for (const row of manySmall(small)) console.log(row)
  for (const files of large) for (const row of oneLarge(files)) console.log(row)
  console.log(checkRow(workplace, { node, sops, sopskit }))
  console.log(fluxRow(workplace, { node, sops, sopskit }))
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

/**
 * Many files, which sops takes one by one. `decrypt` has one file in both commands, so that one process for all
 * is a Node program; `updatekeys` of sopskit takes a folder.
 *
 * @param {readonly string[]} files
 */
function manySmall(files) {
  const small = join(folder, 'small')
  const few = files.slice(0, 50)
  const count = `${files.length} small files`
  return [
    compare({
      title: `decrypt ${count}: one Node process, with its start-up, against \`find -exec\``,
      ours: () => timed(node, [inProcess, 'decrypt', ...files]),
      theirs: find(small, [sops, 'decrypt']),
      rounds: 3,
    }),
    compare({
      title: `decrypt ${few.length} small files: both by \`find -exec\``,
      ours: find(few, [node, sopskit, 'decrypt']),
      theirs: find(few, [sops, 'decrypt']),
      rounds: 3,
    }),
    compare({
      title: `updatekeys of ${count}: one command, with its start-up, against \`find -exec\``,
      ours: () => timedUpdate(files, () => timed(node, [sopskit, 'updatekeys', '--yes', small])),
      theirs: () => timedUpdate(files, find(small, [sops, 'updatekeys', '--yes'])),
      rounds: 3,
    }),
  ]
}

/** @param {string | readonly string[]} where @param {readonly string[]} command @returns {() => number} */
function find(where, command) {
  return () => timed('find', [where, '-name', '*.yaml', '-exec', ...command, '{}', ';'].flat())
}

/**
 * Has every file get a second key, and lose it again before the next time.
 *
 * @param {readonly string[]} files
 * @param {() => number} update
 */
function timedUpdate(files, update) {
  const rule = (/** @type {readonly string[]} */ recipients) =>
    writeFileSync(join(folder, '.sops.yaml'), `creation_rules:\n  - age: ${recipients.join(',')}\n`)
  const before = files.map((file) => readFileSync(file))
  rule([recipient, second])
  const took = update()
  const missed = files.filter((file) => !readFileSync(file, 'utf8').includes(second))
  if (missed.length > 0) throw new Error(`${missed.length} files did not get their new key`)
  for (const [index, bytes] of before.entries()) writeFileSync(files[index] ?? '', bytes)
  rmSync(join(folder, '.sops.yaml'))
  return took
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
