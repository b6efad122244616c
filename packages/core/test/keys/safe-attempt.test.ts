import { expect, test } from 'vitest'
import { SopsError } from '../../src/errors/sops-error.ts'
import { safeAttempt } from '../../src/keys/safe-attempt.ts'

const withheld = 'whose message is withheld because it could hold secrets'
const named = (name: string, code?: unknown): Error =>
  Object.assign(new Error('hunter2'), { name, code })

test('the message of a sopskit error is recorded', () => {
  const error = new SopsError('INVALID_IDENTITY', 'There is no identity.')
  expect(safeAttempt('age', error)).toEqual({
    service: 'age',
    code: 'INVALID_IDENTITY',
    reason: 'There is no identity.',
  })
})

test.each([
  [new TypeError('hunter2'), `failed with an error (TypeError) ${withheld}`],
  [named('AccessDeniedException'), `failed with an error (AccessDeniedException) ${withheld}`],
  [named('Error', 'ECONNREFUSED'), `failed with an error (Error, ECONNREFUSED) ${withheld}`],
  [named('Error', 'EAI_AGAIN'), `failed with an error (Error, EAI_AGAIN) ${withheld}`],
  [named('Error', 'ERR_TLS_TIMEOUT'), `failed with an error (Error, ERR_TLS_TIMEOUT) ${withheld}`],
  [named('Error', 42), `failed with an error (Error) ${withheld}`],
  [named('hunter2', 'AGE-SECRET-KEY-1TEST'), `failed with an error ${withheld}`],
  [named('hunter2 Error', 'AKIAIOSFODNN7EXAMPLE'), `failed with an error ${withheld}`],
  ['hunter2', `failed with an error ${withheld}`],
  [{ name: 'Error', message: 'hunter2' }, `failed with an error ${withheld}`],
  [undefined, `failed with an error ${withheld}`],
])('of anything else thrown only names are (%#)', (thrown, reason) => {
  expect(safeAttempt('vault', thrown)).toEqual({ service: 'vault', code: undefined, reason })
})
