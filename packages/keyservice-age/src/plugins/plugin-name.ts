import { decodeBech32 } from '../bech32.ts'

/** The NAME of `age1NAME1…` or `AGE-PLUGIN-NAME-1…`; `undefined` when the text is neither, or the name is none. */
export function pluginName(text: string): string | undefined {
  const prefix = decodeBech32(text)?.prefix ?? ''
  const [, recipient, identity] = /^(?:age1(.+)|age-plugin-(.+)-)$/.exec(prefix) ?? []
  const name = text.startsWith('AGE-') ? identity : recipient
  // It becomes a part of a file name, so no separators of paths.
  return name !== undefined && /^[a-z0-9+_.-]+$/.test(name) ? name : undefined
}
