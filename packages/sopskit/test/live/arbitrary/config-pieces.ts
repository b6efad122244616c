import fc from 'fast-check'
import { type ConfigEntry, type ConfigNode, list, map } from './config-node.ts'

/** One thing mostly, another one now and then. */
export function seldom<A, B>(usual: fc.Arbitrary<A>, other: fc.Arbitrary<B>): fc.Arbitrary<A | B> {
  return fc.oneof({ weight: 40, arbitrary: usual }, { weight: 1, arbitrary: other })
}

/** A list of some pieces, in block or flow style. */
export function listOf(
  item: fc.Arbitrary<ConfigNode>,
  minLength: number,
  maxLength: number,
): fc.Arbitrary<ConfigNode> {
  const items = fc.array(item, { minLength, maxLength })
  return fc.tuple(items, fc.boolean()).map(([all, flow]) => list(all, flow))
}

/** A map with some of the entries, each as likely as its number says, in any order. */
export function mapOf(
  entries: Readonly<Record<string, readonly [percent: number, value: fc.Arbitrary<ConfigNode>]>>,
): fc.Arbitrary<ConfigNode> {
  const each = Object.entries(entries).map(([key, [percent, value]]) =>
    fc.tuple(fc.nat(99), value).map(([draw, node]): readonly ConfigEntry[] => {
      return draw < percent ? [[key, node]] : []
    }),
  )
  return fc.tuple(fc.tuple(...each), fc.nat(5), fc.boolean()).map(([parts, turn, flow]) => {
    const all = parts.flat()
    const start = all.length === 0 ? 0 : turn % all.length
    return map([...all.slice(start), ...all.slice(0, start)], flow)
  })
}
