import { describe, expect, test } from 'vitest'
import { type CommandName, commandNames } from '../../src/cli/command-name.ts'
import { type ExitContext, exitCodeOf } from '../../src/cli/exit-codes.ts'

describe('exit codes', () => {
  test('depend on the command where those of sops do (Z1)', () => {
    expect(exitCodeOf('PARSE_FAILED', { command: 'encrypt' })).toBe(2)
    expect(exitCodeOf('PARSE_FAILED', { command: 'decrypt' })).toBe(1)
    expect(exitCodeOf('EMPTY_DOCUMENT', { command: 'encrypt' })).toBe(92)
    expect(exitCodeOf('EMPTY_DOCUMENT', { command: 'decrypt' })).toBe(1)
    expect(exitCodeOf('KEY_NOT_STRING', { command: 'encrypt' })).toBe(23)
    expect(exitCodeOf('KEY_NOT_STRING', { command: 'decrypt' })).toBe(25)
  })

  test('of an encrypted comment that matches is the same for all commands', () => {
    for (const command of ['encrypt', 'edit', 'set', 'unset', 'rotate'] as const) {
      expect(exitCodeOf('COMMENT_MATCHES_RULE', { command })).toBe(23)
    }
  })

  test('of a number out of range depend on the format (Z4, J5)', () => {
    const exit = (command: 'encrypt' | 'decrypt', inputFormat: 'yaml' | 'json') =>
      exitCodeOf('NUMBER_OUT_OF_RANGE', { command, inputFormat })
    expect(exit('encrypt', 'yaml')).toBe(23)
    expect(exit('decrypt', 'yaml')).toBe(25)
    expect(exit('encrypt', 'json')).toBe(2)
    expect(exit('decrypt', 'json')).toBe(1)
  })

  test('of a missing file depend on the command (CLI-035, CLI-101, CLI-107, CLI-120)', () => {
    const exit = (command: CommandName, context: ExitContext = {}) =>
      exitCodeOf('FILE_NOT_FOUND', { ...context, command })
    const exits = commandNames.map((name) => [name, exit(name)])
    expect(Object.fromEntries(exits)).toEqual({
      encrypt: 100,
      decrypt: 100,
      edit: 2,
      set: 2,
      unset: 2,
      rotate: 2,
      updatekeys: 1,
      'groups add': 2,
      'groups delete': 2,
      'exec-env': 2,
      'exec-file': 2,
      publish: 1,
      filestatus: 1,
      check: 2,
      'flux init': 2,
      'flux build': 2,
      keyservice: 2,
      completion: 2,
    })
    expect(exit('rotate', { old: true })).toBe(100)
    expect(exit('rotate', { flags: { 'add-age': '' } })).toBe(49)
    expect(exit('rotate', { old: true, flags: { 'rm-kms': 'x' } })).toBe(49)
  })

  test('of a path depend on where it is given (CLI-090)', () => {
    expect(exitCodeOf('INVALID_PATH', { command: 'decrypt' })).toBe(91)
    expect(exitCodeOf('INVALID_PATH', { command: 'set' })).toBe(7)
    expect(exitCodeOf('INVALID_PATH', { command: 'unset' })).toBe(7)
  })

  test('are 1 for what sops does not tell apart (CLI-105, CLI-107)', () => {
    expect(exitCodeOf('EMIT_FAILED', { command: 'updatekeys' })).toBe(1)
    expect(exitCodeOf('DATA_KEY_UNAVAILABLE', { command: 'updatekeys' })).toBe(128)
    expect(exitCodeOf('DATA_KEY_UNAVAILABLE', { command: 'groups add' })).toBe(1)
    expect(exitCodeOf('WRAP_FAILED', { command: 'edit' })).toBe(128)
    expect(exitCodeOf('FILE_UNWRITABLE', { command: 'exec-file' })).toBe(1)
  })

  test('before the command is understood', () => {
    expect(exitCodeOf('USAGE', {})).toBe(1)
    expect(exitCodeOf('NO_FILE', {})).toBe(100)
    expect(exitCodeOf('PARSE_FAILED', {})).toBe(1)
  })
})
