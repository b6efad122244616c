import { isUtf8Text } from '../../lines/byte-text.ts'
import type { IniSection } from '../section.ts'
import { defaultSection } from '../section.ts'
import { trim, trimStart } from '../white-space.ts'
import { indexOfComment, PendingComments } from './comments.ts'
import { LineReader } from './line-reader.ts'
import { readKey } from './read-key.ts'
import { readValue } from './read-value.ts'
import { SectionBuilder } from './section-builder.ts'

/** Reads the sections of a text, the one of keys before any header first (I1, I2). */
export function readIni(text: string): readonly IniSection[] {
  const reader = new IniReader(text)
  reader.read()
  return reader.sections()
}

class IniReader {
  readonly #lines: LineReader
  readonly #comments = new PendingComments()
  readonly #sections: SectionBuilder[] = []
  #section = new SectionBuilder(defaultSection)

  constructor(text: string) {
    this.#lines = new LineReader(text)
    this.#sections.push(this.#section)
  }

  sections(): readonly IniSection[] {
    return this.#sections.map((section) => section.build())
  }

  read(): void {
    for (let line = this.#lines.next(); line !== undefined; line = this.#lines.next()) {
      this.#line(trimStart(line))
    }
  }

  #line(line: string): void {
    if (line === '') return
    if (/^[#;]/.test(line)) this.#comments.add(line)
    else if (line.startsWith('[')) this.#header(line)
    else this.#key(line)
  }

  #header(line: string): void {
    const end = line.lastIndexOf(']')
    if (end === -1)
      throw this.#lines.error('The section in this line is not closed by "]". Close it.')
    const name = this.#sectionName(line.slice(1, end))
    const behind = line.slice(end + 1)
    const sign = indexOfComment(behind)
    if (sign !== -1) this.#comments.add(trim(behind.slice(sign)))
    this.#section = new SectionBuilder(name, this.#comments.take())
    this.#sections.push(this.#section)
  }

  #sectionName(name: string): string {
    if (name === '') throw this.#lines.error('The section in this line has no name. Name it.')
    if (isUtf8Text(name)) return name
    throw this.#lines.error('The name of this section is not UTF-8 text. Rename it.')
  }

  #key(line: string): void {
    const { name, rest } = readKey(line, this.#lines)
    const value = readValue(rest, this.#lines)
    if (value.comment !== undefined) this.#comments.add(value.comment)
    this.#section.add({ name, value: value.text, comment: this.#comments.take() })
  }
}
