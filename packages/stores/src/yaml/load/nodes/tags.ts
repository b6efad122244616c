import { SyntaxFault } from '../source/syntax-fault.ts'
import type { NamedToken } from '../tokens/token.ts'
import type { Tag } from './node.ts'

const corePrefix = 'tag:yaml.org,2002:'
const defaultHandles: ReadonlyMap<string, string> = new Map([
  ['!', '!'],
  ['!!', corePrefix],
])

const knownTags: ReadonlyMap<string, Tag> = new Map<string, Tag>([
  ['str', 'str'],
  ['int', 'int'],
  ['float', 'float'],
  ['bool', 'bool'],
  ['null', 'null'],
  ['timestamp', 'timestamp'],
  ['binary', 'binary'],
  ['merge', 'merge'],
])

const versionForm = /^YAML[ \t]+1\.1$/
// What an URI can hold; escapes with % are not read.
const tagDirectiveForm = /^TAG[ \t]+(!(?:[\w-]*!)?)[ \t]+([-\w;/?:@&=+$,.!~*'()[\]]+)$/
const tagForm = /^(?:<([-\w;/?:@&=+$,.!~*'()[\]]+)>|([\w-]*!)?([-\w;/?:@&=+$,.~*'()[\]]*))$/

/** The directives in front of one document (P5). */
export class Directives {
  /** How many there are. */
  count = 0
  private readonly handles = new Map<string, string>()
  private hasVersion = false

  add(directive: NamedToken): void {
    this.count++
    if (versionForm.test(directive.name)) return this.addVersion(directive)
    const match = tagDirectiveForm.exec(directive.name)
    if (match === null) {
      throw new SyntaxFault(directive.start, 'Only %YAML 1.1 and %TAG are known directives.')
    }
    const [, handle = '', prefix = ''] = match
    if (this.handles.has(handle)) throw doubled(directive)
    this.handles.set(handle, prefix)
  }

  /** The tag as the reader acts on it; `undefined` for `!`, which changes nothing. */
  resolve(token: NamedToken): Tag | undefined {
    if (token.name === '') return undefined
    const match = tagForm.exec(token.name)
    if (match === null) throw malformed(token)
    const [, verbatim, handle = '', suffix = ''] = match
    const full = verbatim ?? this.prefixOf(`!${handle}`, token) + suffix
    if (verbatim === undefined && suffix === '') throw malformed(token)
    return tagNamed(full)
  }

  private addVersion(directive: NamedToken): void {
    if (this.hasVersion) throw doubled(directive)
    this.hasVersion = true
  }

  private prefixOf(handle: string, token: NamedToken): string {
    const prefix = this.handles.get(handle) ?? defaultHandles.get(handle)
    if (prefix === undefined) throw new SyntaxFault(token.start, 'This tag handle is not declared.')
    return prefix
  }
}

function tagNamed(full: string): Tag {
  // A tag spelled with its handle inside <> means the same (P9).
  for (const prefix of [corePrefix, '!!']) {
    if (full.startsWith(prefix)) return knownTags.get(full.slice(prefix.length)) ?? 'other'
  }
  return 'other'
}

function doubled(directive: NamedToken): SyntaxFault {
  return new SyntaxFault(directive.start, 'This directive stands here twice.')
}

function malformed(token: NamedToken): SyntaxFault {
  return new SyntaxFault(token.start, 'This tag is malformed.')
}
