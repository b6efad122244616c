import { describe, expect, test } from 'vitest'
import { findFlag, flagsOfLevels } from '../../src/cli/flags/flag-table.ts'
import { helpText } from '../../src/cli/help.ts'
import { expectError } from '../support/expect-error.ts'

describe('help', () => {
  test.each(['encrypt', 'decrypt'] as const)('of %s names every flag of it', (command) => {
    const text = helpText(command)
    const flags = flagsOfLevels([command])
    expect(flags.length).toBeGreaterThan(10)
    for (const [name, flag] of flags) {
      expect(text).toContain(`--${name}`)
      expect(text).toContain(flag.env ?? '')
    }
  })

  test('overall names the commands and where their flags are', () => {
    const text = helpText(undefined)
    expect(text).toContain('sopskit encrypt')
    expect(text).toContain('sopskit decrypt')
    expect(text).toContain('sopskit help encrypt')
    expect(text).toContain('--version')
  })

  test('fits 110 columns', () => {
    for (const topic of [undefined, 'encrypt', 'decrypt']) {
      for (const line of helpText(topic).split('\n')) expect(line.length).toBeLessThanOrEqual(110)
    }
  })

  test('of nothing that there is', async () => {
    await expectError('USAGE', () => helpText('bogus'))
  })
})

test('no two flags share a name, long or short', () => {
  const flags = flagsOfLevels(['global', 'encrypt', 'decrypt'])
  for (const [name, flag] of flags) {
    expect(findFlag(name)?.[1]).toBe(flag)
    expect(findFlag(flag.short ?? name)?.[1]).toBe(flag)
  }
})
