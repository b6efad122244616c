/**
 * One example of the documentation; `line` is where its code begins in `file`.
 *
 * @typedef {{ file: string, line: number, code: string }} Example
 */

/**
 * The `ts` blocks that follow an `@example` in doc comments.
 *
 * @param {string} file
 * @param {string} source
 * @returns {Example[]}
 */
export function examplesOfSource(file, source) {
  return [
    ...source.matchAll(/@example[^\n]*\n([ \t]*\*[ \t]*```ts\n)([\s\S]*?)\n[ \t]*\*[ \t]*```/g),
  ].map((match) => ({
    file,
    line: lineAt(source, match.index + match[0].indexOf(match[2] ?? '')),
    code: (match[2] ?? '').replaceAll(/^[ \t]*\* ?/gm, ''),
  }))
}

/**
 * The `ts` blocks of a Markdown file.
 *
 * @param {string} file
 * @param {string} text
 * @returns {Example[]}
 */
export function examplesOfDocument(file, text) {
  return [...text.matchAll(/^```ts\n([\s\S]*?)\n```/gm)].map((match) => ({
    file,
    line: lineAt(text, match.index) + 1,
    code: match[1] ?? '',
  }))
}

/** @param {string} text @param {number} index */
function lineAt(text, index) {
  return text.slice(0, index).split('\n').length
}
