import { valuesOf } from '../../metadata/without-comments.ts'
import { isSequence } from '../../tree/guards.ts'
import { below, isPresent, mistake, type Place } from './place.ts'
import type { Reader } from './reader.ts'

/** A list of one kind of value. sops drops empty items, and with one a whole key group or a rule. */
export function list<Item>(item: () => Reader<Item>): Reader<readonly Item[]> {
  return {
    kind: 'list',
    item,
    read(place) {
      const present = itemsOf(place, 'has to be a list.').filter(isPresent)
      return present.map((each) => item().read(each))
    },
  }
}

/**
 * The keys of one kind in a rule: text separated by commas, in which empty parts do not count, or a list
 * of texts, whose items can hold commas of their own (CFG-042).
 */
export const keyList: Reader<readonly string[]> = {
  kind: 'key list',
  read(place) {
    if (typeof place.value === 'string') {
      const parts = place.value.split(',').map((part) => part.trim())
      return parts.filter((part) => part !== '')
    }
    // sops finds out when the rule applies.
    if (place.reading.lenient) return []
    return itemsOf(place, 'has to be text or a list of texts.').map((each) => {
      if (typeof each.value === 'string') return each.value
      throw mistake(each, 'has to be text.')
    })
  },
}

function itemsOf(place: Place, problem: string): readonly Place[] {
  const { value } = place
  if (!isSequence(value)) throw mistake(place, problem)
  return valuesOf(value).map((item, index) => below(place, index, item))
}
