import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandNames } from '../../src/cli/command-name.ts'
import { commands } from '../../src/cli/commands/command-table.ts'
import { findFlag, flagsOfLevels } from '../../src/cli/flags/flag-table.ts'
import { parseArguments } from '../../src/cli/parse-arguments.ts'
import { commandClaims, errorClaim, exitCodeClaim, flagClaims, variableClaim } from './claims.ts'
import { exitCodes } from './exit-codes.ts'
import { ourCommands, ourFlags } from './ours.ts'
import { errorCodes, page } from './page.ts'
import { otherFlagProofs } from './other-proofs.ts'
import { type Claim, inPackage, type Proof } from './proof.ts'
import { recordedOutcomes } from './recorded.ts'
import { allScenarios } from './scenarios/all-scenarios.ts'
import { sopsFlags } from './sops-flags.ts'
import { flagVariables, otherVariables } from './variables.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const exitClaims = exitCodes.map(
  (row) => [`exit ${row.code}`, exitCodeClaim(row), row.unreachable] as const,
)
const claims: readonly (readonly [string, Claim])[] = [
  ...commandClaims,
  ...flagClaims.flatMap(({ name, claims: all }) =>
    Object.entries(all).map(([command, claim]) => [`${command} --${name}`, claim] as const),
  ),
  ...flagVariables.map((name) => [name, variableClaim({ names: [name], what: '' })] as const),
  ...otherVariables.map((row) => [row.names.join(' '), variableClaim(row)] as const),
  ...exitClaims
    .filter(([, , unreachable]) => unreachable === undefined)
    .map(([name, claim]) => [name, claim] as const),
]

describe('every command, flag, variable and exit code of sops', () => {
  test('has a proof', () => {
    expect(claims.length).toBeGreaterThan(200)
    expect(claims.filter(([, { proofs }]) => proofs.length === 0).map(([name]) => name)).toEqual([])
  })

  test('names proofs that are there', () => {
    const ours = [...Object.values(ourFlags), ...Object.values(ourCommands)]
    const proofs = [
      ...claims.flatMap(([, claim]) => claim.proofs),
      ...errorCodes.flatMap((code) => errorClaim(code).proofs),
      ...ours,
    ]
    expect(proofs.filter((proof) => !isThere(proof))).toEqual([])
  })

  test('names rows of docs/compatibility.md that are there', () => {
    const rows =
      readFileSync(join(root, 'docs/compatibility.md'), 'utf8').match(/^\| [A-Z]\d+(?= )/gm) ?? []
    const known = rows.map((row) => row.slice(2))
    const named = claims.flatMap(([, { differs }]) => differs)
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((row) => !known.includes(row))).toEqual([])
  })

  test('has no proof for what sops has not', () => {
    const pairs = flagClaims.flatMap(({ name, claims: all }) =>
      Object.keys(all).map((command) => `${command} --${name}`),
    )
    expect(Object.keys(otherFlagProofs).filter((key) => !pairs.includes(key))).toEqual([])
    const named = Object.keys(allScenarios).filter(
      (name) => / --/.test(name) && !name.startsWith('$'),
    )
    const unknown = named.filter((name) => !pairs.includes(name.split(': ')[0] ?? ''))
    expect(unknown).toEqual([])
  })
})

test('an exit code is that of its scenarios, and those that cannot be reached have none', () => {
  for (const { code, unreachable } of exitCodes) {
    const names = Object.keys(allScenarios).filter((name) => name.startsWith(`exit ${code}: `))
    expect({ code, shown: names.length > 0 }).toEqual({ code, shown: unreachable === undefined })
    for (const name of code === 'n' ? [] : names) {
      const { differs } = allScenarios[name] ?? {}
      expect({ name, exit: differs?.exit ?? recordedOutcomes[name]?.exit }).toEqual({
        name,
        exit: Number(code),
      })
    }
  }
})

test('every error of ours has a test through the command, or a reason', () => {
  const bare = errorCodes.filter((code) => {
    const { proofs, note } = errorClaim(code)
    return proofs.length === 0 && note === undefined
  })
  expect(bare).toEqual([])
})

describe('the command', () => {
  test('has every command of sops, and names those that are ours', () => {
    const theirs = Object.keys(sopsFlags).filter(
      (name) => !['sops', 'groups'].includes(name) && !name.startsWith('completion '),
    )
    expect([...commandNames].toSorted()).toEqual(
      [...theirs, ...Object.keys(ourCommands)].toSorted(),
    )
  })

  test.each(commandNames.filter((name) => name in sopsFlags))(
    '%s knows every flag of sops, in each spelling',
    (command) => {
      const refused = ['set', 'unset'].includes(command) ? ['shamir-secret-sharing-threshold'] : []
      const [least] = commands[command].words
      const words = [...command.split(' '), ...Array.from({ length: least }, () => 'bash')]
      const known = (sopsFlags[command] ?? []).map((text) => text.split(' ')[0] ?? '')
      for (const text of known) {
        const names = text.replace('=', '').split(',')
        const [name = ''] = names
        if (refused.includes(name)) continue
        for (const spelled of names) {
          const value = text.endsWith('=')
            ? [findFlag(name)?.[1].kind === 'integer' ? '1' : 'x']
            : []
          const argv = [...words, spelled.length === 1 ? `-${spelled}` : `--${spelled}`, ...value]
          expect(Object.keys(parseArguments(argv).flags)).toEqual([name])
        }
      }
    },
  )

  test('has no flag that sops has not but those that are ours', () => {
    const extra = commandNames
      .filter((name) => name in sopsFlags)
      .flatMap((command) => {
        const theirs = (sopsFlags[command] ?? []).map((text) => text.split(/[ =,]/)[0])
        const all = flagsOfLevels([command]).map(([name]) => name)
        return all.filter((name) => name !== 'help' && !theirs.includes(name))
      })
    expect([...new Set(extra)].toSorted()).toEqual(Object.keys(ourFlags).toSorted())
  })
})

test('docs/commands.md says what the tables say (the flag -u of vitest writes it)', async () => {
  await expect(await page()).toMatchFileSnapshot(join(root, 'docs/commands.md'))
})

function isThere({ file, title }: Proof): boolean {
  const path = join(root, file)
  if (file.startsWith(inPackage('surface/scenarios/', '').file)) {
    return existsSync(path) && (title in allScenarios || readFileSync(path, 'utf8').includes(title))
  }
  return existsSync(path) && readFileSync(path, 'utf8').includes(title)
}
