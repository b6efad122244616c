import { expect, test } from 'vitest'
import { ageMasterKeys, ageRecipientKind } from '../../src/keys/age-master-keys.ts'

const recipient = 'age10y2e8jnj9qhqfjthum2k443ee72vffehsmemwkzq6uuvr3zzpaqq3cc78j'

test.each([
  [recipient, 'x25519'],
  ['age1pq1example', 'post-quantum'],
  ['age1yubikey1example', 'plugin'],
  ['ssh-ed25519 AAAA me@example', 'ssh'],
  ['ssh-rsa AAAA', 'ssh'],
  ['AGE10Y2E', undefined],
  ['age', undefined],
  ['ecdsa-sha2-nistp256 AAAA', undefined],
  ['', undefined],
])('AGE-001: %s is of kind %s', (text, kind) => {
  expect(ageRecipientKind(text)).toBe(kind)
})

test('K4: order and duplicates are kept, white space around recipients is not', () => {
  const text = ` ${recipient} ,\tage1pq1b\n,${recipient},ssh-ed25519 AAAA two words`
  expect(ageMasterKeys(text)).toEqual([
    { type: 'age', recipient },
    { type: 'age', recipient: 'age1pq1b' },
    { type: 'age', recipient },
    { type: 'age', recipient: 'ssh-ed25519 AAAA two words' },
  ])
})

test.each([
  ['nothing', '', /recipient 1 of the list is empty/],
  ['white space', ' ', /recipient 1 of the list is empty/],
  ['a trailing comma', `${recipient},`, /recipient 2 of the list is empty/],
  ['a leading comma', `,${recipient}`, /recipient 1 of the list is empty/],
  ['two commas in a row', `${recipient},,${recipient}`, /recipient 2 of the list is empty/],
  ['an unknown recipient', `${recipient},x`, /recipient 2 is not an age recipient/],
  ['upper case', recipient.toUpperCase(), /recipient 1 is not an age recipient/],
  ['an identity', 'AGE-SECRET-KEY-1TEST', /recipient 1 is an identity, which is secret/],
  ['a plugin identity', 'age-plugin-yubikey-1test', /recipient 1 is an identity/],
])('AGE-001: %s is refused', (_, text, message) => {
  const wanted = { code: 'INVALID_MASTER_KEY', message: expect.stringMatching(message) as unknown }
  expect(() => ageMasterKeys(text)).toThrow(expect.objectContaining(wanted))
})

test('an identity given by mistake is not in the message', () => {
  expect(() => ageMasterKeys('AGE-SECRET-KEY-1HUNTER2')).toThrow(/^(?!.*HUNTER2)/i)
})
