import { isSopsError } from '@sopskit/core'
import { readIni } from '../load/read-ini.ts'
import { trim } from '../white-space.ts'

/** The line of a section's header; `undefined` when the name would be read as another (I7). */
export function spellHeader(name: string): string | undefined {
  const line = `[${name}]\n`
  const [, section, ...others] = read(line)
  return section?.name === name && others.length === 0 ? line : undefined
}

/**
 * A key in the spelling of sops (I8), or where that would be read as something else, in the first one
 * that is not; `undefined` when there is none.
 */
export function spellKey(name: string): string | undefined {
  const usual = name.includes('`') ? `"""${name}"""` : /["=:]/.test(name) ? `\`${name}\`` : name
  return [usual, ...inQuotes(name)].find((spelling) => readsAs(`${spelling} = \n`, name, ''))
}

/** A value, likewise (I8). */
export function spellValue(text: string): string | undefined {
  return [usualValue(text), ...inQuotes(text)].find((spelling) =>
    readsAs(`k = ${spelling}\n`, 'k', text),
  )
}

function usualValue(text: string): string {
  if (/[\n`]/.test(text)) return `"""${text}"""`
  if (/[#;]/.test(text)) return `\`${text}\``
  return trim(text) === text ? text : `"${text}"`
}

function inQuotes(text: string): readonly string[] {
  return [`\`${text}\``, `"${text}"`, `'${text}'`, `"""${text}"""`, text]
}

function readsAs(line: string, name: string, value: string): boolean {
  const [section, ...others] = read(line)
  const [key, ...more] = section?.keys ?? []
  if (others.length > 0 || more.length > 0) return false
  return key?.name === name && key.value === value
}

function read(line: string): ReturnType<typeof readIni> {
  try {
    return readIni(line)
  } catch (error) {
    if (isSopsError(error)) return []
    throw error
  }
}
