/** Says of a spelling that will not come back, on a line of the file, what is special about it. */
export function describeLoss(spelled: string, line: number): string {
  return `Once decrypted, the value on line ${line} will be spelled in another way: ${peculiarityOf(spelled)}.`
}

const propertyForm = /^(?:[&!][^ \t\r\n]*[ \t\r\n]+)+/
const meaningfulTag = /(?:^|[ \t\r\n])!!(?:binary|bool|float|int|null|timestamp)[ \t\r\n]/

function peculiarityOf(spelled: string): string {
  const [properties = ''] = propertyForm.exec(spelled) ?? []
  if (meaningfulTag.test(properties))
    return 'its tag goes, and what the tag means is written plainly'
  const text = spelled.slice(properties.length)
  switch (text.charAt(0)) {
    case '>':
      return 'a folded block is folded anew, at 80 columns'
    case '|':
      return 'a block gets the simplest header, and no blanks on empty lines'
    case '#':
      return 'a comment moves'
    default:
      return text.includes('\n') ? 'its lines are put on one' : peculiarityOfLine(text)
  }
}

function peculiarityOfLine(text: string): string {
  if (text.startsWith('"')) return 'in double quotes only what needs one gets an escape'
  if (text.startsWith("'")) return 'it gets the quotes it needs'
  return 'numbers, times and words such as TRUE are written in their usual form'
}
