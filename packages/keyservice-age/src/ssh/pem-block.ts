import { decodeBase64 } from '@sopskit/core'

/** What stands between a BEGIN line and its END line. */
export interface PemBlock {
  readonly label: string
  /** Lines such as `DEK-Info: …` in front of the content. */
  readonly headers: ReadonlyMap<string, string>
  readonly bytes: Uint8Array
}

const lines = /^-----BEGIN ([A-Z0-9 ]+)-----\n((?:[A-Za-z-]+: [^\n]*\n)*)([^-]*)-----END \1-----$/m

/** The first PEM block of a text; `undefined` when there is none. */
export function parsePem(text: string): PemBlock | undefined {
  const found = lines.exec(text.replaceAll(/[ \t\r]+$/gm, ''))
  const [, label, head = '', content = ''] = found ?? []
  const bytes = decodeBase64(content)
  if (label === undefined || bytes === undefined) return undefined
  const headers = head.split('\n').map((line) => {
    const at = line.indexOf(': ')
    return [line.slice(0, at), line.slice(at + 2)] as const
  })
  return { label, headers: new Map(headers), bytes }
}
