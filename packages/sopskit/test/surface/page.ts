import { readFileSync } from 'node:fs'
import type { SopsErrorCode } from '@sopskit/core'
import { format } from 'prettier'
import { commandNames } from '../../src/cli/command-name.ts'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import {
  commandClaims,
  errorClaim,
  exitCodeClaim,
  type FlagClaim,
  flagClaims,
  variableClaim,
} from './claims.ts'
import { exitCodes } from './exit-codes.ts'
import { ourCommands, ourFlags } from './ours.ts'
import type { Claim, Proof } from './proof.ts'
import { flagVariables, otherVariables } from './variables.ts'

/** Every code of our errors. */
export const errorCodes: readonly SopsErrorCode[] = readErrorCodes()

function readErrorCodes(): readonly SopsErrorCode[] {
  const file = new URL('../../../core/src/errors/codes.ts', import.meta.url)
  const found = readFileSync(file, 'utf8').match(/(?<=^ {2}\| ')[A-Z_]+(?=')/gm) ?? []
  return found as SopsErrorCode[]
}

/** docs/commands.md. */
export async function page(): Promise<string> {
  const text = [
    intro,
    '## Commands',
    table(
      ['command', 'answer', 'tests'],
      commandClaims.map(([name, claim]) => [
        name === 'sops' ? 'without a command' : code(name),
        answerOf(claim),
        testsOf(claim.proofs),
      ]),
    ),
    'Only here:',
    table(
      ['command', 'tests'],
      Object.entries(ourCommands).map(([name, proof]) => [code(name), testsOf([proof])]),
    ),
    '## Flags',
    '"Without" is the form without a command, and what may stand before one.',
    table(['flag', 'with', 'answer', 'tests'], flagClaims.map(flagRow)),
    'Only here, or only here behind a command ([L4](compatibility.md#on-the-command-line)):',
    table(
      ['flag', 'tests'],
      Object.entries(ourFlags).map(([name, proof]) => [code(`--${name}`), testsOf([proof])]),
    ),
    '## Environment variables',
    table(
      ['variable', 'for', 'answer', 'tests'],
      [
        ...flagVariables.map((name) =>
          variableRow([name], flagOf(name), variableClaim({ names: [name], what: '' })),
        ),
        ...otherVariables.map((row) => variableRow(row.names, row.what, variableClaim(row))),
      ],
    ),
    '## Exit codes',
    table(
      ['code', 'for', 'answer', 'tests'],
      exitCodes.map((row) => {
        const claim = exitCodeClaim(row)
        return [
          row.code,
          row.what,
          row.unreachable === undefined ? answerOf(claim) : `never: ${row.unreachable}`,
          testsOf(claim.proofs),
        ]
      }),
    ),
    'Each error of ours has a code of its own, and ends a command with one of these:',
    table(
      ['error', 'exit codes', 'tests'],
      errorCodes.map((error) => {
        const claim = errorClaim(error)
        return [
          code(error),
          exitsOf(error),
          [testsOf(claim.proofs), claim.note ?? ''].filter((part) => part !== '').join('; '),
        ]
      }),
    ),
  ].join('\n\n')
  return format(text, { parser: 'markdown', printWidth: 100 })
}

const intro = `# Commands, flags, variables and exit codes

Everything that the help of \`sops\` 3.13.3 names, what sopskit makes of it, and the tests that hold it. "Equal" means
that these tests know of no difference; a letter with a number is a row of [compatibility](compatibility.md), where those
that concern no single flag stand too. Links with a count lead to scenarios in [test/surface](../packages/sopskit/test/surface):
both were given the same command line and left the same exit code, standard output and files, but for what is random, and the outcome of \`sops\` is recorded beside them: a test compares ours
with the record, and a live test compares the record with the real program, its help included.

This page is written by a test: \`npx vitest run packages/sopskit/test/surface/claims.test.ts -u\`.`

function flagRow({ name, spelled, claims }: FlagClaim): readonly string[] {
  const all = Object.values(claims)
  const notes = [...new Set(all.flatMap(({ note }) => note ?? []))]
  const names = [
    `--${name}`,
    ...spelled
      .split(',')
      .slice(1)
      .map((other) => (other.length === 1 ? `-${other}` : `--${other}`)),
  ]
  const commands = Object.keys(claims).map((command) => (command === 'sops' ? 'without' : command))
  const joined: Claim = {
    differs: [...new Set(all.flatMap(({ differs }) => differs))],
    proofs: all.flatMap(({ proofs }) => proofs),
  }
  return [
    names.map(code).join(', '),
    commands.join(', '),
    [answerOf(joined), ...notes].join('; '),
    testsOf(joined.proofs),
  ]
}

function variableRow(names: readonly string[], what: string, claim: Claim): readonly string[] {
  return [names.map(code).join(', '), what, answerOf(claim), testsOf(claim.proofs)]
}

function flagOf(variable: string): string {
  const { name = '' } = flagClaims.find((flag) => flag.variable === variable) ?? {}
  return code(`--${name}`)
}

function answerOf({ differs }: Claim): string {
  return differs.length === 0
    ? 'equal'
    : differs.map((row) => `[${row}](compatibility.md)`).join(', ')
}

/** One link for each file, with how many scenarios of it. */
function testsOf(proofs: readonly Proof[]): string {
  const files = new Map<string, number>()
  for (const { file } of proofs) files.set(file, (files.get(file) ?? 0) + 1)
  return Array.from(files, ([file, count]) => {
    const [name = ''] = file.split('/').slice(-1)
    const words = name.replace(/(\.live)?(\.test)?\.ts$/, '$1').replace('.live', ' (live)')
    return `[${words}](../${file})${file.includes('/scenarios/') && count > 1 ? ` ×${count}` : ''}`
  }).join(', ')
}

function exitsOf(error: SopsErrorCode): string {
  const codes = commandNames.map((command) => exitCodeOf(error, { command }))
  return [...new Set(codes)].toSorted((left, right) => left - right).join(', ')
}

const code = (text: string): string => `\`${text}\``

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
