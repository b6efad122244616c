import {
  branch,
  comment,
  entry,
  sequence,
  timestamp,
  type TreeBranch,
  type TreeScalar,
  type TreeValue,
} from '@sopskit/core'
import fc from 'fast-check'

const scalars: fc.Arbitrary<TreeScalar> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.double({ noNaN: false }),
  fc.boolean(),
  fc.constant(null),
  fc.constant(timestamp('2001-12-14T21:59:43.1-05:00')),
  fc.constant(Uint8Array.of(0xc3, 0x28)),
)

const keys = fc.string({ unit: fc.constantFrom('a', 'b', 'n', 'z', ':', 'é') })
const comments = fc.string().map((text) => comment(text))

const { document } = fc.letrec<{ value: TreeValue; document: TreeBranch }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    tie('document'),
    fc.array(fc.oneof(tie('value'), comments), { maxLength: 4 }).map(sequence),
  ),
  document: fc
    .array(
      fc.oneof(
        fc.tuple(keys, tie('value')).map(([key, value]) => entry(key, value)),
        comments,
      ),
      {
        maxLength: 5,
      },
    )
    .map(branch),
}))

/** Files of one to three documents with every kind of leaf, repeated keys and comments anywhere. */
export const trees: fc.Arbitrary<readonly TreeBranch[]> = fc.array(document, {
  minLength: 1,
  maxLength: 3,
})
