/** The settings of a section; those of a nested block are named `block.setting`. */
export type SharedSettings = ReadonlyMap<string, string>

/** A shared file of AWS, by the titles of its sections. Lines that are neither title nor setting are skipped. */
export function parseSections(text: string): ReadonlyMap<string, SharedSettings> {
  const sections = new Map<string, Map<string, string>>()
  let section = new Map<string, string>()
  let block = ''
  for (const line of text.split(/\r?\n/)) {
    const content = line.replace(/(^|\s)[#;].*$/, '').trimEnd()
    const title = /^\s*\[([^\]]*)\]$/.exec(content)?.[1]?.trim()
    const setting = settingOf(content)
    if (title !== undefined) {
      section = sections.get(title) ?? new Map<string, string>()
      sections.set(title, section)
      block = ''
    } else if (setting !== undefined) {
      const { name, value, nested } = setting
      if (!nested) block = value === '' ? name : ''
      section.set(nested && block !== '' ? `${block}.${name}` : name, value)
    }
  }
  return sections
}

interface Setting {
  readonly name: string
  readonly value: string
  readonly nested: boolean
}

function settingOf(content: string): Setting | undefined {
  const equals = content.indexOf('=')
  const name = content.slice(0, Math.max(equals, 0)).trim()
  if (name === '') return undefined
  return { name, value: content.slice(equals + 1).trim(), nested: /^\s/.test(content) }
}
