import { isSopsError, type TreePath } from '@sopskit/core'
import { yamlStore } from '@sopskit/stores/yaml'
import { testRecipient } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { decrypt, encrypt, type EditResult, type FileLayout, setValue, unsetValue } from 'sopskit'
import { expect, it } from 'vitest'
import { dataOf } from '../live/tree-data.ts'
import { spelledTexts } from './texts.ts'
import { unprotectedKeys } from './unprotected-keys.ts'

const services = [unprotectedKeys]
const store = yamlStore()

type Step =
  | { readonly kind: 'set'; readonly path: TreePath; readonly value: (typeof values)[number] }
  | { readonly kind: 'unset'; readonly path: TreePath }

const values = ['new', 'two\nlines', '', 98, 2.5, true, null, { k: [1, 'x'], e: {} }, [{ a: 'b' }]]
const keys = fc.constantFrom('a', 'b', 'c', 'new', 'Secret', 'k')
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('set'),
      path: paths(),
      value: fc.constantFrom(...values),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unset'), path: paths() }) },
)

function paths(): fc.Arbitrary<TreePath> {
  const later = fc.array(fc.oneof(keys, fc.constantFrom(0, 1, 9)), { maxLength: 2 })
  return fc.tuple(keys, later).map(([first, rest]) => [first, ...rest])
}

it('sequences of set and unset give the same data in both layouts', async () => {
  const counts = new Map<string, number>()
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1)
  await fc.assert(
    fc.asyncProperty(
      spelledTexts(),
      fc.array(steps, { minLength: 1, maxLength: 5 }),
      fc.constantFrom({}, { encryptedRegex: '^(a|Secret)' }),
      async (text, changes, rule) => {
        const options = { format: 'yaml', services, recipients: testRecipient(0), ...rule } as const
        const first = await attempt(() => encrypt(text, { ...options, layout: 'preserve' }))
        if (first === undefined) return
        let file = first.bytes
        for (const step of changes) {
          // Each step begins with one file: where comments stand decides on what an index means.
          const usual = await attempt(() => apply(file, step, 'sops'))
          const kept = await attempt(() => apply(file, step, 'preserve'))
          if (usual === undefined || kept === undefined) {
            count(kept === usual ? 'refused in both' : kept === undefined ? 'refused' : 'only kept')
            continue
          }
          count(kept.warnings.some(({ code }) => code === 'LAYOUT_NOT_KEPT') ? 'given up' : 'kept')
          expect(await plainData(kept.bytes)).toBe(await plainData(usual.bytes))
          file = kept.bytes
        }
      },
    ),
    { numRuns: 200 },
  )
  const of = (what: string): number => counts.get(what) ?? 0
  expect(of('kept')).toBeGreaterThan(100)
  expect(of('given up') + of('refused')).toBeLessThan(of('kept') / 4)
})

function apply(file: Uint8Array, step: Step, layout: FileLayout): Promise<EditResult> {
  const options = { format: 'yaml', layout, services, path: step.path } as const
  return step.kind === 'set'
    ? setValue(file, { ...options, value: step.value })
    : unsetValue(file, options)
}

async function plainData(file: Uint8Array): Promise<string> {
  const { bytes } = await decrypt(file, { format: 'yaml', services })
  return dataOf(store.load(bytes))
}

async function attempt<Value>(run: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await run()
  } catch (error) {
    if (isSopsError(error)) return undefined
    throw error
  }
}
