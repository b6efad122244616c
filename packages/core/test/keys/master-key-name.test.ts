import { expect, test } from 'vitest'
import type { KmsMasterKey } from '../../src/keys/master-key.ts'
import { masterKeyId, masterKeyName } from '../../src/keys/master-key-name.ts'
import { everyKind } from './master-keys.ts'

test('Z6: every kind of key has its name', () => {
  expect(everyKind.map(masterKeyName)).toEqual([
    'arn:aws:kms:eu-west-1:111122223333:key/test',
    'projects/p/locations/global/keyRings/r/cryptoKeys/test',
    'eu-west-101:0000-test',
    'https://v.example/keys/test/1',
    'https://vault.example/v1/transit/keys/test',
    'FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4',
    'age1test',
  ])
})

const kms = (more: Partial<KmsMasterKey>): KmsMasterKey => ({ ...everyKind[0], ...more })
const { arn } = everyKind[0]

test.each([
  [{ role: 'arn:aws:iam::1:role/r' }, `${arn}+arn:aws:iam::1:role/r`],
  [{ context: { b: '2', a: '1' } }, `${arn}|a:1,b:2`],
  [{ awsProfile: 'dev' }, `${arn}||dev`],
  [{ role: 'r', context: { a: '1' }, awsProfile: 'dev' }, `${arn}+r|a:1|dev`],
])('KMS-012: %j', (more, name) => {
  expect(masterKeyName(kms(more))).toBe(name)
})

test('CFG-045: keys are equal in kind, role, context and profile, or they are different keys', () => {
  const keys = [
    ...everyKind,
    kms({ role: 'r' }),
    kms({ context: { a: '1' } }),
    kms({ awsProfile: 'dev' }),
    { type: 'pgp', fingerprint: 'age1test' } as const,
  ]
  expect(new Set(keys.map(masterKeyId)).size).toBe(keys.length)
  expect(masterKeyId(kms({ context: { b: '2', a: '1' } }))).toBe(
    masterKeyId(kms({ context: { a: '1', b: '2' } })),
  )
})
