import type { RecordedCases } from '../recorded-cases.ts'
import { roundTrip } from '../round-trip.ts'
import { stringGroups } from './yaml-string-groups.ts'

const notAsListItems = ['lead-break-map']
const notAsKeys = ['long', 'merge-text', 'lead-break-map']

/** Every way to spell a string: as value, list item and key. */
export function yamlStrings(cases: RecordedCases): void {
  for (const [name, { facts, texts }] of Object.entries(stringGroups)) {
    const trip = (id: string, more: string, plain: string): void =>
      roundTrip(cases, { id, facts: facts + more, format: 'yaml', plain })
    trip(`yaml-str-${name}`, '', texts.map((text, i) => `k${i}: ${quoted(text)}\n`).join(''))
    if (!notAsListItems.includes(name))
      trip(`yaml-str-list-${name}`, '', `l:\n${texts.map(listItem).join('')}`)
    if (!notAsKeys.includes(name)) trip(`yaml-key-${name}`, ' E36', texts.map(keyLine).join(''))
  }
  lostStrings(cases)
}

function lostStrings(cases: RecordedCases): void {
  roundTrip(cases, {
    id: 'yaml-str-list-lead-break',
    facts: 'E42 Q4',
    note: 'what sops prints is not readable YAML',
    format: 'yaml',
    plain: 'l:\n  - "\\na"\n  - " a\\nb"\n  - z\n',
  })
  roundTrip(cases, {
    id: 'yaml-str-tab-lost',
    facts: 'E31 Q2',
    format: 'yaml',
    plain: 'a: "\\tx\\ny"\nb: "x\\n\\ty"\n',
  })
  roundTrip(cases, {
    id: 'yaml-key-tab-lost',
    facts: 'E31 Q2',
    format: 'yaml',
    plain: '? "\\tx\\ny"\n: v\n',
  })
}

function listItem(text: string): string {
  return `  - ${quoted(text)}\n`
}

function keyLine(text: string): string {
  return text.includes('\n') ? `? ${quoted(text)}\n: v\n` : `${quoted(text)}: v\n`
}

/** A YAML double-quoted scalar with everything but plain text escaped. */
function quoted(text: string): string {
  return `"${Array.from(text, escaped).join('')}"`
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (character === '"' || character === '\\') return `\\${character}`
  if (code > 0xffff) return `\\U${hex(code, 8)}`
  const special =
    code < 0x20 || (code >= 0x7f && code < 0xa0) || [0x2028, 0x2029, 0xfeff, 0xfffe].includes(code)
  return special ? `\\u${hex(code, 4)}` : character
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}
