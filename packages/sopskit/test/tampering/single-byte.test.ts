import { describe, expect, it } from 'vitest'
import { attempt, type Attempt } from './attempt.ts'
import { makeFixture, type TamperingFixture } from './fixture.ts'

/** What becomes of the byte at one place; `undefined` takes it out. */
const changes: readonly (readonly [string, (byte: number) => number | undefined])[] = [
  ['flip its lowest bit', (byte) => byte ^ 1],
  ['flip its highest bit', (byte) => byte ^ 0x80],
  ['make it a blank', () => 0x20],
  ['make it a line break', () => 0x0a],
  ['make it a digit', (byte) => (byte === 0x30 ? 0x31 : 0x30)],
  ['take it out', () => undefined],
]

describe.each(['yaml', 'json'] as const)('an encrypted %s file', async (format) => {
  const fixture = await makeFixture(format)

  it.each(changes)('at every byte: %s', async (_, change) => {
    const outcomes = await attemptEverywhere(fixture, change)
    const accepted = outcomes.filter((outcome) => outcome.accepted)
    // What is still accepted is outside the content: the recipient's text, white space, the version.
    expect(accepted.filter(({ result }) => result !== fixture.decrypted)).toEqual([])
    expect(outcomes.filter(({ leaked }) => leaked.length > 0)).toEqual([])
    expect(outcomes).toHaveLength(fixture.encrypted.length)
    expect(accepted.length).toBeLessThan(outcomes.length / 5)
  })
})

async function attemptEverywhere(
  fixture: TamperingFixture,
  change: (byte: number) => number | undefined,
): Promise<readonly Attempt[]> {
  const outcomes: Attempt[] = []
  for (const [index, byte] of fixture.encrypted.entries()) {
    const to = change(byte)
    const replacement = to === undefined ? [] : [to]
    const changed = [...fixture.encrypted]
    changed.splice(index, 1, ...replacement)
    outcomes.push(await attempt(fixture, Uint8Array.from(changed)))
  }
  return outcomes
}
