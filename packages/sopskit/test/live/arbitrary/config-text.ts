import { testRecipient } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { flatKeys, huaweiKeys, keyGroups, oddText } from './config-keys.ts'
import { type ConfigEntry, type ConfigNode, map, printConfig, raw, text } from './config-node.ts'
import { listOf, mapOf, seldom } from './config-pieces.ts'

/** Configuration files that name keys of all kinds or of age alone, some of them broken. */
export function configText(allKinds: boolean): fc.Arbitrary<string> {
  const noRules = fc.constantFrom(raw('null'), raw('5'), raw('{}'))
  const parts = mapOf({
    creation_rules: [97, seldom(listOf(rule(allKinds), 0, 4), noRules)],
    stores: [30, stores],
    destination_rules: [10, destinations],
  })
  const holders = seldom(fc.constant(anchors), fc.constant([]))
  const end = seldom(
    fc.constant(''),
    fc.constantFrom('creation_rulez: 1\n', '---\na: 1\n', '---\n'),
  )
  return fc.tuple(holders, parts, end).map(([above, node, behind]) => {
    const below = node.kind === 'map' ? node.entries : []
    const entries = [...above, ...below]
    return `${entries.length === 0 ? '# nothing\n' : printConfig(map(entries))}${behind}`
  })
}

/**
 * True for a file with something that sops ignores, or sees only in a rule that applies, and that we create no
 * file by.
 */
export function saysIgnoredThings(config: string): boolean {
  const isUseless =
    !/^(creation_rules|stores|destination_rules):/m.test(config) && /^\w/m.test(config)
  return (
    isUseless ||
    /creation_rulez|---\na|~|\bnote\b|filename_regex|2\.7|555|777|wrong|2009/.test(config)
  )
}

const anchors: readonly ConfigEntry[] = [
  ['keys', raw(`[&r0 ${testRecipient(0)}, &r1 ${testRecipient(1)}]`)],
  ['.base', raw('&base {shamir_threshold: 2, unencrypted_suffix: _base}')],
  ['x-other', raw('&other {unencrypted_suffix: _other, mac_only_encrypted: on}')],
]

const patterns = fc.constantFrom(
  '^a/',
  '^b/f',
  'f\\.yaml$',
  '(?i)F\\.',
  '/repo/a/b/',
  '^/',
  '\\z',
  'x.json',
  '.*',
  'nothing',
  'link',
)

const pathRegex = seldom(
  patterns.map(text),
  fc.constantFrom(
    text(''),
    raw('null'),
    raw('5'),
    raw('0.1'),
    text('('),
    text('(?=f)'),
    text('\\K'),
  ),
)

function rule(allKinds: boolean): fc.Arbitrary<ConfigNode> {
  const ofClouds = {
    pgp: [30, flatKeys('pgp')],
    kms: [30, flatKeys('kms')],
    aws_profile: [20, oddText],
    gcp_kms: [20, flatKeys('gcp_kms')],
    hckms: [20, huaweiKeys],
    azure_keyvault: [20, flatKeys('azure_keyvault')],
    hc_vault_transit_uri: [20, flatKeys('hc_vault_transit_uri')],
  } as const
  return mapOf({
    '<<': [10, fc.constantFrom(raw('*base'), raw('[*other, *base]'), raw('{age: null}'))],
    path_regex: [40, pathRegex],
    age: [95, flatKeys('age')],
    ...(allKinds ? ofClouds : {}),
    key_groups: [
      40,
      seldom(keyGroups(allKinds), fc.constantFrom(raw('[]'), raw('null'), raw('x'))),
    ],
    shamir_threshold: [30, numbers],
    ...Object.fromEntries(
      selections.map(([name, value]) => [name, [10, fc.constant(value)]] as const),
    ),
    mac_only_encrypted: [30, booleans],
    note: [2, fc.constant(text('x'))],
    ...(allKinds ? {} : { filename_regex: [2, fc.constant(text('x'))] }),
  })
}

const selections: readonly ConfigEntry[] = [
  ['unencrypted_suffix', raw('0x10')],
  ['encrypted_suffix', text('_u')],
  ['encrypted_regex', text('^a')],
  ['unencrypted_regex', raw('1')],
  ['unencrypted_comment_regex', text('')],
  ['encrypted_comment_regex', raw('null')],
]

const numbers = seldom(
  fc.constantFrom(
    raw('1'),
    raw('2'),
    raw('3'),
    raw('2.0'),
    raw('0x2'),
    raw('0'),
    raw('-1'),
    raw('null'),
  ),
  fc.constantFrom(text('2'), raw('true'), raw('2.7'), raw('99999999999999999999')),
)

const booleans = seldom(
  fc.constantFrom(
    raw('true'),
    raw('no'),
    raw('On'),
    raw('y'),
    text('yes'),
    raw('FALSE'),
    raw('null'),
  ),
  fc.constantFrom(text('true'), raw('1'), raw('tRue')),
)

const indents = seldom(
  fc.constantFrom(raw('0'), raw('2'), raw('3'), raw('4'), raw('null')),
  fc.constantFrom(raw('-1'), raw('-2'), text('2'), raw('12')),
)

const stores = mapOf({
  yaml: [70, mapOf({ indent: [90, indents] })],
  json: [40, mapOf({ indent: [90, indents] })],
  json_binary: [20, mapOf({ indent: [90, indents] })],
  dotenv: [10, fc.constantFrom(raw('null'), raw('{}'), raw('5'))],
  ini: [10, fc.constant(raw('{}'))],
})

const destinations = listOf(
  mapOf({
    path_regex: [40, pathRegex],
    s3_bucket: [50, fc.constant(text('b'))],
    vault_kv_version: [30, numbers],
    recreation_rule: [20, fc.constantFrom(raw('{age: x}'), raw('{shamir_threshold: y}'))],
    omit_extensions: [30, booleans],
  }),
  0,
  2,
)
