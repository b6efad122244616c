const identifiers = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][\\dA-Za-z-]*)'
const number = '(?:0|[1-9]\\d*)'
const semanticVersion = new RegExp(
  `^v?${number}\\.${number}\\.${number}` +
    `(?:-${identifiers}(?:\\.${identifiers})*)?` +
    '(?:\\+[\\dA-Za-z-]+(?:\\.[\\dA-Za-z-]+)*)?$',
)

/**
 * True for a version of SOPS that a file can name (D13): three numbers without leading zeros, with or
 * without pre-release and build, or anything that begins like the releases written in Python (H1).
 */
export function isSopsVersion(text: string): boolean {
  return text.startsWith('1.') || semanticVersion.test(text)
}
