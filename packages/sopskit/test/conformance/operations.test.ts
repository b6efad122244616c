import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadCases, maskEncrypted, readCaseFile, replayCase } from '@sopskit/test-vectors'
import type { CommandStep, Program, VectorCase } from '@sopskit/test-vectors'
import { describe, expect, it } from 'vitest'
import { inProcess } from './in-process-program.ts'

const verbs = ['set', 'unset', 'rotate']
const changing = ({ steps }: VectorCase): readonly CommandStep[] =>
  steps
    .filter((step) => 'command' in step)
    .filter(({ command }) => verbs.includes(command[0] ?? ''))
const cases = loadCases((one) => changing(one).length > 0 && one.id !== 'errors-cli')

/** Where we answer otherwise than sops on purpose. */
const decided: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // A list can be set (Q13).
  'set ["a"] [1,2]': { 'set-values': 'exit 0, expected 7' },
  // A number on a map is an error; sops writes the file anew and changes nothing (X21).
  'set ["m"][0] 9': { 'set-paths': 'exit 1, expected 0' },
}

describe.each(['recorded', 'own'] as const)('recorded changes, on files that are %s', (read) => {
  it('are as many as there should be', () => {
    expect({ cases: cases.length, steps: cases.flatMap(changing).length }).toEqual({
      cases: 14,
      steps: 64,
    })
  })

  it.each(cases)('$id', async (one) => {
    const written: string[] = []
    const program: Program = async (call) => {
      const result = await inProcess(call)
      if (result.exit === 0 && verbs.includes(call.args[0] ?? '')) {
        written.push(...differenceOf(call.args, call.cwd, one))
      }
      return result
    }
    const reports = await replayCase(one, program, { expect: 'sops', read })
    expect(reports.every(({ ran }) => ran)).toBe(true)
    const differences = reports.flatMap(({ index, difference }) =>
      difference === null ? [] : [[nameOf(one, index), { [one.id]: difference }]],
    )
    const expected = Object.entries(decided).filter(([, ids]) => one.id in ids)
    expect(Object.fromEntries(differences)).toEqual(Object.fromEntries(expected))
    expect(written).toEqual([])
  })
})

function nameOf({ steps }: VectorCase, index: number): string {
  const step = steps[index]
  if (step === undefined || !('command' in step)) return ''
  return step.command.filter((word) => !/^after\d*\./.test(word)).join(' ')
}

/** Compares the file that a command wrote with the one that sops wrote, but for what is random. */
function differenceOf(args: readonly string[], cwd: string, one: VectorCase): readonly string[] {
  const name = args.find((word) => /^after\d*\./.test(word)) ?? ''
  const key = Object.keys(decided).find(
    (command) => command === [args[0], ...args.slice(2)].join(' '),
  )
  if (key !== undefined) return []
  const mask = (bytes: Uint8Array): string =>
    maskEncrypted(Buffer.from(bytes).toString('latin1'), { version: true })
  const same = mask(readFileSync(join(cwd, name))) === mask(readCaseFile(one, name))
  return same ? [] : [`${args.join(' ')}: ${name} differs from what sops wrote`]
}
