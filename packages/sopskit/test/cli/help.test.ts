import { describe, expect, test } from 'vitest'
import { commandNames } from '../../src/cli/command-name.ts'
import { findFlag, flagsOfLevels } from '../../src/cli/flags/flag-table.ts'
import { helpText } from '../../src/cli/help.ts'
import { expectError } from '../support/expect-error.ts'

describe('help', () => {
  test.each(commandNames)('of %s names every flag of it', (command) => {
    const text = helpText(command)
    const flags = flagsOfLevels([command])
    expect(flags.length).toBeGreaterThan(0)
    for (const [name, flag] of flags) {
      expect(text).toContain(`--${name}`)
      const variable = flag.env === undefined ? '' : `[${flag.env}]`
      expect(text.includes(variable)).toBe(flag.repeatedBy?.includes(command) !== true)
    }
  })

  test('overall names the commands and where their flags are', () => {
    const text = helpText(undefined)
    expect(commandNames.length).toBe(18)
    for (const name of commandNames) expect(text).toContain(`\n  ${name} `)
    expect(text).toContain('--set')
    expect(text).toContain('sopskit help encrypt')
    expect(text).toContain('--version')
  })

  test('overall says that flags about what is encrypted are not all there', () => {
    expect(helpText(undefined)).toMatch(/\nWhat is encrypted\n.*before a command.*behind encrypt/)
    expect(helpText('encrypt')).not.toContain('before a command')
  })

  test('fits 110 columns', () => {
    for (const topic of [undefined, 'groups', ...commandNames]) {
      for (const line of helpText(topic).split('\n')) expect(line.length).toBeLessThanOrEqual(110)
    }
  })

  test('of commands of two words names both', () => {
    expect(helpText('groups')).toMatch(/groups add .*\n.*groups delete INDEX /)
  })

  test('of nothing that there is', async () => {
    await expectError('USAGE', () => helpText('bogus'))
  })
})

test('no two flags share a name, long or short', () => {
  const flags = flagsOfLevels(['global', 'old', ...commandNames])
  for (const [name, flag] of flags) {
    expect(findFlag(name)?.[1]).toBe(flag)
    expect(findFlag(flag.short ?? name)?.[1]).toBe(flag)
    expect(findFlag(flag.alias ?? name)?.[1]).toBe(flag)
  }
})
