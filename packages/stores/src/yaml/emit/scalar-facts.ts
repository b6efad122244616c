// Everything that only double quotes can show: controls, the BOM, all above U+FFFF (E20). Without the `u`
// flag both halves of a surrogate pair fall outside of the class.
const special = /[^\t\n -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/
const indicator = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`])|(?:^[?-]|:)(?: |$)| #/
const edgeSpace = /^ | $/
const tabOrBreak = /[\t\n\u2028\u2029]/
const spaceAtBreak = / [\n\u2028\u2029]|[\n\u2028\u2029] /
const spaceAtLineEnd = / (?:[\n\u2028\u2029]|$)/

/** True when the text can stand without quotes as far as its characters go (E21, E22). */
export function canBePlain(text: string): boolean {
  return (
    !special.test(text) && !tabOrBreak.test(text) && !indicator.test(text) && !edgeSpace.test(text)
  )
}

/** True when single quotes keep the text (E23). */
export function canBeSingleQuoted(text: string): boolean {
  return !special.test(text) && !text.includes('\t') && !spaceAtBreak.test(text)
}

/** True when a literal block keeps the text (E24), wherever it stands. */
export function canBeLiteral(text: string): boolean {
  return text !== '' && !special.test(text) && !spaceAtLineEnd.test(text)
}
