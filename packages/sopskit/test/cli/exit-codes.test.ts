import { describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'

describe('exit codes', () => {
  test('depend on the command where those of sops do (Z1)', () => {
    expect(exitCodeOf('PARSE_FAILED', { command: 'encrypt' })).toBe(2)
    expect(exitCodeOf('PARSE_FAILED', { command: 'decrypt' })).toBe(1)
    expect(exitCodeOf('EMPTY_DOCUMENT', { command: 'encrypt' })).toBe(92)
    expect(exitCodeOf('EMPTY_DOCUMENT', { command: 'decrypt' })).toBe(1)
    expect(exitCodeOf('KEY_NOT_STRING', { command: 'encrypt' })).toBe(23)
    expect(exitCodeOf('KEY_NOT_STRING', { command: 'decrypt' })).toBe(25)
  })

  test('of a number out of range depend on the format (Z4, J5)', () => {
    const exit = (command: 'encrypt' | 'decrypt', inputFormat: 'yaml' | 'json') =>
      exitCodeOf('NUMBER_OUT_OF_RANGE', { command, inputFormat })
    expect(exit('encrypt', 'yaml')).toBe(23)
    expect(exit('decrypt', 'yaml')).toBe(25)
    expect(exit('encrypt', 'json')).toBe(2)
    expect(exit('decrypt', 'json')).toBe(1)
  })

  test('before the command is understood', () => {
    expect(exitCodeOf('USAGE', {})).toBe(1)
    expect(exitCodeOf('NO_FILE', {})).toBe(100)
    expect(exitCodeOf('PARSE_FAILED', {})).toBe(1)
  })
})
