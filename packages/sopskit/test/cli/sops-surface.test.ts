import { describe, expect, test } from 'vitest'
import { commandNames, isCommandName } from '../../src/cli/command-name.ts'
import { commands } from '../../src/cli/commands/command-table.ts'
import { findFlag, flagsOfLevels } from '../../src/cli/flags/flag-table.ts'
import { parseArguments } from '../../src/cli/parse-arguments.ts'
import { sopsFlags } from './sops-flags.ts'

/** Commands of later releases. */
const later = ['keyservice']

/** Flags that are refused where sops takes them and does nothing. */
const refused: Readonly<Record<string, readonly string[]>> = {
  set: ['shamir-secret-sharing-threshold'],
  unset: ['shamir-secret-sharing-threshold'],
}

/** A flag that sops has not, or not there. */
const ours: Readonly<Record<string, readonly string[]>> = {
  encrypt: [
    'config',
    'unencrypted-comment-regex',
    'encrypted-comment-regex',
    'mac-only-encrypted',
    'indent',
    'layout',
  ],
  decrypt: ['config', 'indent', 'layout'],
  edit: [
    'config',
    'unencrypted-comment-regex',
    'encrypted-comment-regex',
    'mac-only-encrypted',
    'indent',
    'layout',
  ],
  set: ['config', 'indent', 'layout'],
  unset: ['config', 'indent', 'layout'],
  rotate: ['config', 'indent', 'layout'],
  updatekeys: ['check', 'dry-run', 'rotate', 'config', 'indent', 'layout'],
  'groups add': ['config', 'indent', 'layout'],
  'groups delete': ['config', 'indent', 'layout'],
  'exec-env': ['config'],
  'exec-file': ['config', 'indent'],
  publish: ['config'],
  filestatus: ['config'],
  completion: [],
}

interface SopsFlag {
  readonly name: string
  readonly short: string | undefined
  readonly takesValue: boolean
}

function read(text: string): SopsFlag {
  const [, name = '', short, value] = /^([a-z-]+)(?:,([a-z]))?(=)?$/.exec(text) ?? []
  return { name, short, takesValue: value === '=' }
}

const flagsIn = (name: string): readonly SopsFlag[] => (sopsFlags[name] ?? []).map(read)

test('every command of sops is one here or of a later release', () => {
  const names = Object.keys(sopsFlags).filter((name) => name !== 'global')
  expect(names.toSorted()).toEqual([...commandNames, ...later].toSorted())
})

describe.each(commandNames)('%s', (name) => {
  const known = flagsIn(name).filter((flag) => refused[name]?.includes(flag.name) !== true)
  const [least] = commands[name].words

  test('knows every flag of sops', () => {
    const words = [...name.split(' '), ...Array.from({ length: least }, () => 'bash')]
    for (const { name: flag, short, takesValue } of known) {
      for (const spelled of [flag, ...(short === undefined ? [] : [short])]) {
        const value = takesValue ? [findFlag(flag)?.[1].kind === 'integer' ? '1' : 'x'] : []
        const argv = [...words, spelled.length === 1 ? `-${spelled}` : `--${spelled}`, ...value]
        const { command, flags } = parseArguments(argv)
        expect(command).toBe(name)
        expect(Object.keys(flags)).toEqual([flag])
      }
    }
  })

  test('has no other flags but ours', () => {
    const others = flagsOfLevels([name])
      .map(([flag]) => flag)
      .filter((flag) => flag !== 'help' && known.every((one) => one.name !== flag))
    expect(others.toSorted()).toEqual([...(ours[name] ?? [])].toSorted())
  })
})

test('what sops takes before a file without a command is known, with what it belongs to', () => {
  const known = flagsIn('global')
  expect(known.length).toBe(53)
  const modes = [[], ['-d'], ['-e'], ['-r'], ['--set', '["a"] 1']]
  for (const { name, takesValue } of known) {
    const value = takesValue ? [findFlag(name)?.[1].kind === 'integer' ? '1' : '["a"] 1'] : []
    const accepted = modes.some((mode) => parses([...mode, `--${name}`, ...value, 'file']))
    expect({ name, accepted }).toEqual({ name, accepted: true })
  }
})

function parses(argv: readonly string[]): boolean {
  try {
    return isCommandName(parseArguments(argv).command ?? '')
  } catch {
    return false
  }
}
