import { testRecipient } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { type ConfigNode, raw, text } from './config-node.ts'
import { listOf, mapOf, seldom } from './config-pieces.ts'

const constants = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts)

const recipients = [0, 1, 2].map(testRecipient)

const keyTexts = {
  age: seldom(constants(...recipients), constants('', ' ', 'bogus', `${recipients[0]},`)),
  pgp: constants('AB12', 'ab 12', 'CD34', '85D7 7543 B3D6'),
  kms: constants(
    'arn:aws:kms:eu-west-1:1:key/a',
    'arn:aws:kms:eu-west-1:1:key/a+arn:aws:iam::1:role/r',
    ' arn : b',
    '+arn:x',
    'c+arn:d+arn:e',
  ),
  gcp_kms: constants('projects/p/locations/l/keyRings/r/cryptoKeys/k', 'x y'),
  azure_keyvault: seldom(
    constants('https://v.example/keys/k/1', ' https://v.example/keys/k/2 ', 'https://w:8/keys/k/1'),
    constants('http://v.example/keys/k/1', 'https://v.example/keys/k/1/', 'x'),
  ),
  hc_vault_transit_uri: seldom(
    constants(
      'https://v.example:8200/v1/transit/keys/k',
      'HTTP://u:p@V.example/v1/a/b/keys/k/',
      'http://v.example//v12/a/v1/b/c',
      'http://[::1]:8/v1/a/k/%41',
    ),
    constants('v.example/v1/a/keys/k', 'http://v/p/v1/a/b/c', 'http://v/v1/a/b'),
  ),
} as const

/** The kinds of key that a rule names in one of several ways. */
export type FlatKind = keyof typeof keyTexts

/** What stands behind such a key of a rule: text with commas, a list, or what does not belong there. */
export function flatKeys(kind: FlatKind): fc.Arbitrary<ConfigNode> {
  const one = keyTexts[kind]
  const joined = fc
    .tuple(fc.array(one, { minLength: 1, maxLength: 3 }), fc.constantFrom(',', ' , ', ',,'))
    .map(([all, comma]) => text(all.join(comma)))
  const item = seldom(one.map(text), fc.constantFrom(raw('555'), raw('*r1')))
  const others = fc.constantFrom(
    raw('null'),
    text(''),
    raw('777'),
    raw('{wrong: b}'),
    raw('2009-09-09'),
  )
  return seldom(fc.oneof(joined, listOf(item, 1, 3)), others)
}

/** Huawei keys of a rule. */
export const huaweiKeys: fc.Arbitrary<ConfigNode> = listOf(
  seldom(constants('eu-west-0:a', ' r : k ', 'r:k:l', ''), constants('r:')).map(text),
  0,
  2,
)

/** Text that is spelled like something else. */
export const oddText: fc.Arbitrary<ConfigNode> = fc.constantFrom(
  text('x'),
  raw('0123'),
  raw('1.50'),
  raw('true'),
  raw('2001-01-01'),
  raw('.inf'),
)

const kmsKey = mapOf({
  arn: [100, constants('arn:a', 'arn : b', 'c+arn:d').map(text)],
  role: [30, fc.constantFrom(text('arn:r'), raw('null'))],
  context: [30, mapOf({ b: [70, oddText], a: [70, oddText] })],
  aws_profile: [30, oddText],
})

const azureKey = mapOf({
  vaultUrl: [100, constants('https://v.example', 'https://v.example/').map(text)],
  key: [100, fc.constant(text('k'))],
  version: [100, oddText],
})

const ownGroup = {
  age: [90, listOf(seldom(keyTexts.age.map(text), fc.constantFrom(raw('~'), raw('*r0'))), 1, 3)],
} as const

const fullGroup = {
  ...ownGroup,
  pgp: [30, listOf(seldom(keyTexts.pgp, constants('A,B')).map(text), 0, 3)],
  kms: [40, listOf(kmsKey, 0, 4)],
  gcp_kms: [20, listOf(mapOf({ resource_id: [100, keyTexts.gcp_kms.map(text)] }), 0, 2)],
  hckms: [20, listOf(mapOf({ key_id: [100, constants('r:k', ' r : k ').map(text)] }), 0, 2)],
  azure_keyvault: [20, listOf(azureKey, 0, 2)],
  hc_vault: [20, listOf(keyTexts.hc_vault_transit_uri.map(text), 0, 2)],
} as const

/** One to three key groups that merge others, with keys of all kinds or of age alone. */
export function keyGroups(allKinds: boolean): fc.Arbitrary<ConfigNode> {
  const own = allKinds ? fullGroup : ownGroup
  const { group } = fc.letrec<{ group: ConfigNode }>((tie) => ({
    group: mapOf({
      ...own,
      merge: [20, fc.oneof({ maxDepth: 2 }, fc.constant(raw('[]')), listOf(tie('group'), 0, 2))],
    }),
  }))
  return listOf(seldom(group, fc.constantFrom(raw('~'), raw('{}'), raw('x'))), 1, 3)
}
