/** @typedef {{ specifier: string, line: number }} Import */

const patterns = [
  /^[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*(['"])(.+?)\1/gm,
  /^[ \t]*import\s*(['"])(.+?)\1/gm,
  /\b(?:import|require)\s*\(\s*(['"`])(.+?)\1\s*[,)]/g,
]
// What is called with anything but a plain text cannot be checked, and so counts as an import of itself.
const unreadable = /\b(import|require)\s*\(\s*(?!\s*['"`])/g

/**
 * Every module a source names, in static and dynamic imports, re-exports and `require`. Lines of comments
 * are left out, because documentation shows imports too.
 *
 * @param {string} source
 * @returns {Import[]}
 */
export function importsOf(source) {
  const code = source.replaceAll(/^[ \t]*(?:\/\*|\*|\/\/).*$/gm, '')
  const named = patterns.flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => found(code, match, match[2] ?? '')),
  )
  const hidden = [...code.matchAll(unreadable)].map((match) => found(code, match, `${match[1]}(…)`))
  return [...named, ...hidden]
}

/** @param {string} code @param {RegExpExecArray} match @param {string} specifier @returns {Import} */
function found(code, match, specifier) {
  // The text before `from` may span lines; the specifier stands on the last one.
  return { specifier, line: code.slice(0, match.index + match[0].length).split('\n').length }
}

/**
 * The package a specifier belongs to: `@noble/ciphers/aes.js` → `@noble/ciphers`, `node:fs` → `node:fs`.
 *
 * @param {string} specifier
 */
export function packageOf(specifier) {
  if (specifier.startsWith('node:')) return specifier
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
