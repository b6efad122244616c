import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { commandNames } from '../../src/cli/command-name.ts'
import { flagsOfLevels } from '../../src/cli/flags/flag-table.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectAllRefused, expectSilent } from './expect-run.ts'

const script = await expectSilent('/', ['completion', 'bash'])

/** What bash offers for the last of some words. */
function complete(...words: readonly string[]): readonly string[] {
  const set = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}`
  const print = `_sopskit; printf '%s\\n' "\${COMPREPLY[@]}"`
  const out = execFileSync('bash', ['-c', `${script}\n${set}\n${print}`], { encoding: 'utf8' })
  return out.split('\n').filter((line) => line !== '')
}

describe('the script for bash completes', () => {
  test('commands', () => {
    const firsts = new Set(commandNames.map((name) => name.split(' ')[0]))
    expect(complete('sopskit', '')).toEqual(expect.arrayContaining([...firsts, 'help']))
    expect(complete('sopskit', 'de')).toEqual(['decrypt'])
    expect(complete('sopskit', '--indent=2', 'upd')).toEqual(['updatekeys'])
    expect(complete('sopskit', 'groups', '')).toEqual(['add', 'delete'])
    expect(complete('sopskit', 'completion', 'z')).toEqual(['zsh'])
  })

  test.each(commandNames)('every flag of %s', (name) => {
    const flags = flagsOfLevels([name]).map(([flag]) => `--${flag}`)
    const offered = complete('sopskit', ...name.split(' '), '--')
    expect(offered.toSorted()).toEqual(flags.toSorted())
  })

  test('nothing but flags where a file name stands', () => {
    expect(complete('sopskit', 'decrypt', 'sec')).toEqual([])
  })
})

test('the script for zsh is the same, run as one for bash', async () => {
  const zsh = await expectSilent('/', ['completion', 'zsh'])
  expect(zsh).toBe(`autoload -U +X bashcompinit && bashcompinit\n${script}`)
})

test('other shells are refused', async () => {
  const folder = await temporaryFolder()
  await expectAllRefused(folder, 'USAGE 1', [
    ['completion'],
    ['completion', 'fish'],
    ['completion', 'bash', 'zsh'],
  ])
})
