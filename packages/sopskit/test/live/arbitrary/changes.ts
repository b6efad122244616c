import { testRecipient } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { keyNames } from './changed-documents.ts'

/** One change of an encrypted file. */
export interface Change {
  /** The words of the command; `FILE` stands for the name of the file. */
  readonly command: readonly string[]
  /** What the configuration says, for `updatekeys`. */
  readonly config?: string
}

/** A change of any kind, most of which can be made to a small document. */
export function changes(): fc.Arbitrary<Change> {
  return fc.oneof(
    { weight: 6, arbitrary: setting() },
    { weight: 4, arbitrary: unsetting() },
    { weight: 2, arbitrary: rotation() },
    { weight: 2, arbitrary: updating() },
    { weight: 1, arbitrary: addingGroup() },
    { weight: 1, arbitrary: deletingGroup() },
  )
}

const values = [
  '"new"',
  '"same"',
  '"x"',
  '""',
  '"yes"',
  '"two\\nlines"',
  'null',
  'true',
  '5',
  '-0.0',
  '2.5',
  '1e21',
  '9007199254740993',
  '{}',
  '{"k": 1, "f": 1.0, "l": [1, "x", null]}',
  '{"a": {"a": "x"}}',
  '{"k": 1, "k": 2}',
  '[1, "x"]',
  'hello',
  '1e400',
]

const key = fc.constantFrom(...keyNames, 'new', 'k')
const index = fc.constantFrom(0, 0, 1, 2, 9, -1)

function path(): fc.Arbitrary<string> {
  const later = fc.oneof({ weight: 3, arbitrary: index }, { weight: 2, arbitrary: key })
  const steps = fc.tuple(
    fc.oneof({ weight: 20, arbitrary: key }, { weight: 1, arbitrary: index }),
    fc.array(later, { maxLength: 2 }),
  )
  const written = steps.map(([first, rest]) =>
    [first, ...rest].map((step) => `[${JSON.stringify(step)}]`).join(''),
  )
  const odd = fc.constantFrom('', 'a', '[]', '["a"', '["sops"]', '["sops_x"]')
  return fc.oneof({ weight: 12, arbitrary: written }, { weight: 1, arbitrary: odd })
}

const idempotent = fc.constantFrom([], ['--idempotent'])

function setting(): fc.Arbitrary<Change> {
  return fc
    .tuple(path(), fc.constantFrom(...values), idempotent)
    .map(([where, value, flags]) => ({ command: ['set', ...flags, 'FILE', where, value] }))
}

function unsetting(): fc.Arbitrary<Change> {
  return fc
    .tuple(path(), idempotent)
    .map(([where, flags]) => ({ command: ['unset', ...flags, 'FILE', where] }))
}

const recipients = fc
  .array(fc.constantFrom(0, 1, 2), { minLength: 1, maxLength: 2 })
  .map((numbers) => numbers.map(testRecipient).join(','))

function rotation(): fc.Arbitrary<Change> {
  const flag = (name: string): fc.Arbitrary<readonly string[]> =>
    fc.oneof(
      fc.constant([]),
      recipients.map((text) => [name, text]),
    )
  return fc
    .tuple(flag('--add-age'), flag('--rm-age'))
    .map(([add, remove]) => ({ command: ['rotate', '-i', ...add, ...remove, 'FILE'] }))
}

function updating(): fc.Arbitrary<Change> {
  return fc
    .tuple(fc.array(recipients, { minLength: 1, maxLength: 3 }), fc.constantFrom(0, 2, 3))
    .map(([groups, threshold]) => ({
      command: ['updatekeys', '-y', 'FILE'],
      config: [
        'creation_rules:',
        '  - key_groups:',
        ...groups.map((group) => `      - age: [${group}]`),
        ...(threshold === 0 ? [] : [`    shamir_threshold: ${threshold}`]),
        '',
      ].join('\n'),
    }))
}

const threshold = fc.constantFrom(
  [],
  [],
  ...['1', '2', '3'].map((n) => ['--shamir-secret-sharing-threshold', n]),
)

function addingGroup(): fc.Arbitrary<Change> {
  return fc.tuple(recipients, threshold).map(([keys, flags]) => ({
    command: ['groups', 'add', '-f', 'FILE', '-i', ...flags, '--age', keys],
  }))
}

function deletingGroup(): fc.Arbitrary<Change> {
  return fc.tuple(fc.constantFrom('0', '1', '2'), threshold).map(([number, flags]) => ({
    command: ['groups', 'delete', '-f', 'FILE', '-i', ...flags, number],
  }))
}
