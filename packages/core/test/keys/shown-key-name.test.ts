import { shownKeyName } from '@sopskit/core'
import { expect, test } from 'vitest'

const vault = {
  type: 'hc_vault',
  vaultAddress: 'https://root:password@vault.example',
  enginePath: 'transit',
  keyName: 'ci',
} as const
const kms = {
  type: 'kms',
  arn: 'arn:aws:kms:eu-west-1:1:key/a',
  role: '',
  context: {},
  awsProfile: '',
} as const
const identity = 'AGE-SECRET-KEY-1MISPLACED'

test('a key goes by its name, without a login', () => {
  expect(shownKeyName({ type: 'age', recipient: 'age1example' })).toBe('age1example')
  expect(shownKeyName(vault)).toBe('https://vault.example/v1/transit/keys/ci')
})

test.each([
  { type: 'age', recipient: identity } as const,
  { ...vault, enginePath: identity },
  { ...vault, keyName: identity },
  { ...kms, role: identity },
  { ...kms, awsProfile: identity },
  { ...kms, context: { key: identity } },
])('an identity is withheld wherever it stands: %o', (key) => {
  expect(shownKeyName(key)).toBe('(a secret key stands here instead of a recipient)')
})

test('what does something to a terminal, or starts a line, is made harmless', () => {
  const recipient = 'age1\u001b[2J\n\u202e\u2028\u2029x'
  expect(shownKeyName({ type: 'age', recipient })).toBe('age1\ufffd[2J\ufffd\ufffd\ufffd\ufffdx')
})
