import { isBranch, isSequence } from '../../tree/guards.ts'
import { mistake, type Place } from './place.ts'
import type { Reader } from './reader.ts'

/** Text. A number or truth value counts as it is spelled, which only the file can tell (CFG-025). */
export const text: Reader<string> = {
  kind: 'text',
  read(place) {
    const { value, path, reading } = place
    if (typeof value === 'string') return value
    if (isBranch(value) || isSequence(value)) throw mistake(place, 'has to be text.')
    const spelled = value instanceof Uint8Array ? undefined : reading.locate(path)?.text
    if (spelled === undefined) throw mistake(place, 'has to be text: put it in quotes.')
    return spelled
  },
}

/** A whole number. sops drops the fraction of another one, and with it what was meant. */
export const integer: Reader<number> = {
  kind: 'integer',
  read(place) {
    const { value, reading } = place
    const number = typeof value === 'bigint' ? Number(value) : value
    const whole = typeof number === 'number' && reading.lenient ? Math.trunc(number) : number
    if (typeof whole === 'number' && Number.isSafeInteger(whole)) return whole
    throw mistake(place, 'has to be a whole number.')
  },
}

/** True or false, also by the words of YAML 1.1, even in quotes, as sops takes them (CFG-025). */
export const boolean: Reader<boolean> = {
  kind: 'boolean',
  read(place) {
    const { value } = place
    if (typeof value === 'boolean') return value
    if (isWord(place, yes)) return true
    if (isWord(place, no)) return false
    throw mistake(place, 'has to be true or false.')
  },
}

const yes = /^(?:[yY]|yes|Yes|YES|on|On|ON)$/
const no = /^(?:[nN]|no|No|NO|off|Off|OFF)$/

function isWord({ value }: Place, words: RegExp): boolean {
  return typeof value === 'string' && words.test(value)
}
