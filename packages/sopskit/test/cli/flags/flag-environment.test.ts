import { describe, expect, test } from 'vitest'
import { addEnvironment } from '../../../src/cli/flags/flag-environment.ts'
import { expectError } from '../../support/expect-error.ts'

describe('variables stand in for absent flags (CLI-007, CLI-008, CLI-009)', () => {
  const env = { SOPS_AGE_RECIPIENTS: 'age1', SOPS_CONFIG: 'c', SOPS_DECRYPTION_ORDER: 'pgp' }

  test('those of the command and of the whole', () => {
    expect(addEnvironment({}, ['global', 'encrypt'], env)).toEqual({ age: 'age1', config: 'c' })
    expect(addEnvironment({}, ['global', 'decrypt'], env)).toEqual({
      config: 'c',
      'decryption-order': 'pgp',
    })
  })

  test('a flag beats its variable, an empty one too', () => {
    expect(addEnvironment({ age: '' }, ['encrypt'], env)).toEqual({ age: '', config: 'c' })
  })

  test('a switch whose variable is empty is off', () => {
    const set = (SOPS_ENABLE_LOCAL_KEYSERVICE: string) =>
      addEnvironment({}, ['decrypt'], { SOPS_ENABLE_LOCAL_KEYSERVICE })
    expect(set('')).toEqual({ 'enable-local-keyservice': false })
    expect(set('t')).toEqual({ 'enable-local-keyservice': true })
    expect(set('FALSE')).toEqual({ 'enable-local-keyservice': false })
  })

  test('a switch whose variable is neither true nor false is refused', async () => {
    const bad = { SOPS_ENABLE_LOCAL_KEYSERVICE: 'yes' }
    await expectError('USAGE', () => addEnvironment({}, ['decrypt'], bad))
  })

  test('the list of key services is separated by commas', () => {
    expect(addEnvironment({}, ['decrypt'], { SOPS_KEYSERVICE: 'a,b' })).toEqual({
      keyservice: ['a', 'b'],
    })
    expect(addEnvironment({}, ['decrypt'], { SOPS_KEYSERVICE: '' })).toEqual({ keyservice: [] })
  })
})
