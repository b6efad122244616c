import { expect, it } from 'vitest'
import { bcryptPbkdf } from '../../src/ssh/bcrypt-pbkdf.ts'
import { blowfishStart } from '../../src/ssh/blowfish-start.ts'

it('starts from the digits of π, as Blowfish does', () => {
  const words = Array.from(blowfishStart(), (word) => (word >>> 0).toString(16).padStart(8, '0'))
  expect(words).toHaveLength(1042)
  expect(words.slice(0, 3)).toEqual(['243f6a88', '85a308d3', '13198a2e'])
  // The last subkey, the first word of the first S-box, the last of the last one.
  expect([words[17], words[18], words[1041]]).toEqual(['8979fb1b', 'd1310ba6', '3ac372e6'])
})

// The first is the known answer of the implementations for Go and Rust; all are what bcrypt-pbkdf 1.0.2 of npm gives.
it.each<readonly [string, string, number, number, string]>([
  ['password', 'salt', 12, 32, '1ae42c05d487bc02f64921a4ebe4ea93bcacfe135fda99974c06b7b01fae149a'],
  [
    'correct horse',
    '0123456789abcdef',
    16,
    48,
    'a1c2879278f7e16f30578823fd9fb40348ed786a6e23033da5c7a193b7732d71bfa8e1cd182c9aa0d87c3ef53911eb76',
  ],
  ['p', 's', 1, 33, 'caf5f799b35d58d4ce6de5edbddf7c1087c8d4976781175dfc8323815d9f030b9d'],
  [
    'é\0x',
    '\0'.repeat(16),
    3,
    80,
    '4517abeac0178f0bf195811c34532021ee33376cc56139c93aea74191250560f0c810a6755424c98ba477c649bf4a6b703d4315e6022da5b41cedd104cd8d96ccde13572673db6eac841139e64fb99bc',
  ],
])(
  'derives from %j and %j in %i rounds %i bytes',
  async (passphrase, salt, rounds, length, key) => {
    const encoder = new TextEncoder()
    const options = { salt: encoder.encode(salt), rounds, length }
    const derived = await bcryptPbkdf(encoder.encode(passphrase), options)
    expect(Buffer.from(derived).toString('hex')).toBe(key)
  },
)

it('lets others work meanwhile, and ends when it is aborted', async () => {
  const controller = new AbortController()
  const options = { salt: Uint8Array.of(1), rounds: 100_000, length: 32, signal: controller.signal }
  const derived = bcryptPbkdf(Uint8Array.of(2), options)
  setTimeout(() => controller.abort(new Error('enough')))
  await expect(derived).rejects.toThrow('enough')
})
