const identifiers = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][\\dA-Za-z-]*)'
const number = '(?:0|[1-9]\\d*)'
const semanticVersion = new RegExp(
  `^v?${number}\\.${number}\\.${number}` +
    `(?:-${identifiers}(?:\\.${identifiers})*)?` +
    '(?:\\+[\\dA-Za-z-]+(?:\\.[\\dA-Za-z-]+)*)?$',
)

// A pattern that repeats a group exhausts its engine on millions of repetitions.
const longest = 1000

/**
 * True for a version of SOPS that a file can name (D13): three numbers without leading zeros, with or
 * without pre-release and build, or what the releases written in Python wrote (H1).
 */
export function isSopsVersion(text: string): boolean {
  if (text.length > longest) return false
  return text.startsWith('1.') || isDroppedVersion(text) || semanticVersion.test(text)
}

/** True for the releases written in Python, 0.x and 1.x, which differ from all later ones (H1). */
export function isLegacyVersion(text: string): boolean {
  return text === '1' || text.startsWith('1.') || text.startsWith('0.')
}

/** True for `0.9` and the like, and for `1`, the number 1.0 of YAML: versions that sops no longer reads. */
export function isDroppedVersion(text: string): boolean {
  return /^(?:0\.\d+|1)$/.test(text)
}
