import { expect, test } from 'vitest'
import { describeAttempts } from '../../src/keys/describe-attempts.ts'
import type { GroupAttempt, ServiceAttempt } from '../../src/keys/key-attempts.ts'
import { age, everyKind } from './master-keys.ts'

const failed = (service: string, reason: string): ServiceAttempt => ({
  service,
  code: 'UNWRAP_FAILED',
  reason,
})

const noIdentity =
  'There is no identity for this recipient among those of SOPS_AGE_KEY and the default key file.'

test('ERR-01: one group', () => {
  const keys = [
    { key: age('age1first'), services: [failed('age', noIdentity)] },
    { key: everyKind[5], services: [] },
  ]
  expect(describeAttempts({ groups: [{ recovered: false, keys }], requiredGroups: 1 })).toBe(
    `The data key that this file is encrypted with could not be recovered.

Group 0: FAILED
  age1first: FAILED
    - | age: There is no identity for this recipient among those of
      | SOPS_AGE_KEY and the default key file.

  FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4: FAILED
    - | no key service that was asked handles this kind of key
      | (pgp); a program passes one in \`services\`: those of
      | keyServicesFromEnvironment(), or one of
      | @sopskit/keyservice-pgp

Not one of the master keys above could decrypt it, and it takes one that
can. Check that the identity or the credentials for one of them are
available here.`,
  )
})

test('ERR-01: several groups with a threshold, and several services', () => {
  const groups: readonly GroupAttempt[] = [
    { recovered: true, keys: [{ key: age('age1shown-nowhere'), services: [] }] },
    {
      recovered: false,
      keys: [
        {
          key: age('age1second'),
          services: [failed('local', 'No.'), failed('remote', 'Neither.')],
        },
      ],
    },
    { recovered: false, keys: [] },
  ]
  expect(describeAttempts({ groups, requiredGroups: 2 })).toBe(
    `The data key that this file is encrypted with could not be recovered.

Group 0: SUCCESS

Group 1: FAILED
  age1second: FAILED
    - | local: No.

    - | remote: Neither.

Group 2: FAILED
  This group has no keys.

The data key is split among 3 key groups with a Shamir threshold of 2: at
least 2 groups have to give their part back, and 1 did. Any key of a group
is enough for the part of that group.`,
  )
})

test('HCV-002: a login in the address of a Vault server is left out', () => {
  const key = { ...everyKind[4], vaultAddress: 'https://me:hunt@er2@vault.example:8200' }
  const groups = [{ recovered: false, keys: [{ key, services: [] }] }]
  const report = describeAttempts({ groups, requiredGroups: 1 })
  expect(report).toContain('  https://vault.example:8200/v1/transit/keys/test: FAILED\n')
})

test('lines of a reason stay lines', () => {
  const keys = [{ key: age('a'), services: [failed('s', 'one\n  two\n')] }]
  const report = describeAttempts({ groups: [{ recovered: false, keys }], requiredGroups: 1 })
  expect(report).toContain('    - | s: one\n      |   two\n\n')
})

test('control and direction characters from the file do not reach the terminal', () => {
  const keys = [
    { key: age('age1\u001B[2J\n\u202Ex'), services: [failed('s', 'a\u0007b\u009Bc\td')] },
  ]
  const report = describeAttempts({ groups: [{ recovered: false, keys }], requiredGroups: 1 })
  expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)
  expect(report).toContain(
    '  age1\u{fffd}[2J\u{fffd}\u{fffd}x: FAILED\n    - | s: a\u{fffd}b\u{fffd}c d\n',
  )
})
