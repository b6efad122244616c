import { testRecipient } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { seldom } from './config-pieces.ts'

/** From where, by which names and flags a file of the tree is encrypted. */
export interface ConfigPlace {
  /** Where configurations lie, from the root of the tree. */
  readonly configs: readonly (typeof configNames)[number][]
  /** The working directory, from the root of the tree. */
  readonly cwd: string
  /** What `PWD` says of it. */
  readonly pwd: 'as named' | 'without links' | 'elsewhere' | 'not set'
  /** The file, from the root of the tree, and how it is named. */
  readonly file: string
  readonly named: 'from here' | 'in full' | 'by another name'
  /** How the first configuration comes to be read. */
  readonly config: 'found' | 'named in full' | 'named from here' | 'misnamed'
  /** Flags behind the command. */
  readonly behind: readonly string[]
}

/** Where configurations can lie. */
export const configNames = [
  '.sops.yaml',
  'a/.sops.yaml',
  'a/b/.sops.yaml',
  'a/.sops.yml',
  'a/b/.sops.yml',
  'a/config',
] as const

/** Files of the tree. */
export const files = ['f.yaml', 'a/f.yaml', 'a/b/f.yaml', 'a/b/x.json', 'a/b/x.txt'] as const

const rules: readonly (readonly string[])[] = [
  ['--encrypted-regex', '^a'],
  ['--unencrypted-suffix', '_flag'],
  ['--unencrypted-suffix', ''],
]

const others: readonly (readonly string[])[] = [
  ['--shamir-secret-sharing-threshold', '2'],
  ['--shamir-secret-sharing-threshold', '0'],
  ['--output-type', 'json'],
  ['--input-type', 'binary'],
  ['--encryption-context', 'a:b'],
  ['--encryption-context', 'bad'],
]

/** Places and command lines. */
export const configPlace: fc.Arbitrary<ConfigPlace> = fc.record({
  configs: fc.constantFrom<ConfigPlace['configs'][]>(
    ['.sops.yaml'],
    ['.sops.yaml'],
    ['a/.sops.yaml', '.sops.yaml'],
    ['a/b/.sops.yaml', 'a/.sops.yaml'],
    ['a/.sops.yml', '.sops.yaml'],
    ['a/b/.sops.yml', '.sops.yaml'],
  ),
  cwd: fc.constantFrom('.', 'a', 'a/b', 'link'),
  pwd: fc.constantFrom('as named', 'as named', 'without links', 'elsewhere', 'not set'),
  file: fc.constantFrom(...files),
  named: fc.constantFrom('from here', 'in full', 'by another name'),
  config: seldom(
    fc.constantFrom('found', 'found', 'named in full', 'named from here'),
    fc.constant('misnamed'),
  ),
  behind: fc
    .tuple(
      seldom(fc.constantFrom([], [], [], ['--age', testRecipient(2)]), fc.constant(['--age', ' '])),
      fc.oneof(fc.constant([]), fc.constant([]), fc.constantFrom(...rules)),
      fc.oneof(fc.constant([]), fc.constant([]), fc.constantFrom(...others)),
    )
    .map((parts) => parts.flat()),
})
