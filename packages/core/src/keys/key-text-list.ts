import { SopsError } from '../errors/sops-error.ts'

/** Reads every part of a comma-separated list; `what` names the kind of key where one is refused. */
export function readKeyList<Key>(
  parts: readonly string[],
  what: string,
  read: (text: string) => Key | undefined,
): readonly Key[] {
  return parts.map((part, index) => {
    const key = part === '' ? undefined : read(part)
    if (key !== undefined) return key
    // The text is not quoted: it can be a secret that was given by mistake.
    const problem = part === '' ? 'is empty.' : `is not ${what}.`
    throw new SopsError('INVALID_MASTER_KEY', `Key ${index + 1} of the list ${problem}`)
  })
}

/** The parts of a list in which blanks mean nothing, not even within a key (KEY-007). */
export function partsWithoutBlanks(text: string): readonly string[] {
  return text.replaceAll(' ', '').split(',')
}

/** The parts of a list without the white space around them. */
export function trimmedParts(text: string): readonly string[] {
  return text.split(',').map((part) => part.trim())
}
