import { isSopsError, type TreeBranches } from '@sopskit/core'
import { yamlStore } from '@sopskit/stores/yaml'
import { testRecipient } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { decrypt, encrypt, type RuleOptions } from 'sopskit'
import { expect, it } from 'vitest'
import { damaged } from '../live/arbitrary/damaged.ts'
import { dataOf } from '../live/tree-data.ts'
import { spelledTexts } from './texts.ts'
import { unprotectedKeys } from './unprotected-keys.ts'

const services = [unprotectedKeys]
const preserve = { format: 'yaml', layout: 'preserve', services } as const
const store = yamlStore()

const rules: fc.Arbitrary<RuleOptions> = fc.constantFrom<RuleOptions>(
  {},
  { encryptedRegex: '^(a|Secret)' },
  { unencryptedSuffix: '_enc' },
  { encryptedCommentRegex: 'secret' },
  { unencryptedCommentRegex: '^ plain$' },
)
const outcomes = ['the same', 'warned of', 'EMIT_FAILED', 'not readable']
const otherRefusals = ['ALREADY_ENCRYPTED', 'UNSUPPORTED_VALUE']

const texts = spelledTexts()

it('a document is refused, or comes back in the same bytes or with a warning', async () => {
  const counts = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(texts, rules, async (text, rule) => {
      const outcome = await outcomeOf(text, rule)
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
    }),
    { numRuns: 200 },
  )
  for (const outcome of counts.keys()) expect(outcomes).toContain(outcome)
  expect(counts.get('EMIT_FAILED')).toBeLessThan(80)
})

it('so is a damaged one', async () => {
  await fc.assert(
    fc.asyncProperty(damaged(texts), rules, async (text, rule) => {
      const outcome = await outcomeOf(text, rule)
      expect([...outcomes, ...otherRefusals]).toContain(outcome)
    }),
    { numRuns: 200 },
  )
})

/** Encrypts and decrypts a document in its layout, and looks at all that is promised. */
async function outcomeOf(text: string, rule: RuleOptions): Promise<string> {
  if (loaded(text) === undefined) return 'not readable'
  const encrypted = await attempt(() =>
    encrypt(text, { ...preserve, recipients: testRecipient(0), ...rule }),
  )
  if ('code' in encrypted) return encrypted.code
  const { bytes, warnings } = encrypted.value
  const usual = await decrypt(bytes, { format: 'yaml', services })
  expect(dataOf(store.load(usual.bytes))).toBe(dataOf(store.load(Buffer.from(text))))
  const restored = (await decrypt(bytes, preserve)).text()
  expect(dataOf(store.load(Buffer.from(restored)))).toBe(dataOf(store.load(Buffer.from(text))))
  const isWarnedOf = warnings.some(({ code }) => code === 'LAYOUT_NOT_KEPT')
  expect(restored === text).toBe(!isWarnedOf)
  return isWarnedOf ? 'warned of' : 'the same'
}

function loaded(text: string): TreeBranches | undefined {
  try {
    return store.load(Buffer.from(text))
  } catch (error) {
    if (isSopsError(error)) return undefined
    throw error
  }
}

async function attempt<Value>(
  run: () => Promise<Value>,
): Promise<{ readonly value: Value } | { readonly code: string }> {
  try {
    return { value: await run() }
  } catch (error) {
    if (isSopsError(error)) return { code: error.code }
    throw error
  }
}
