import { SopsError, splitWords } from '@sopskit/core'
import { findProgram, type FoundProgram, type ProgramSearch } from '../processes/find-program.ts'
import type { Command } from '../processes/start-process.ts'

const usual = ['vim', 'nano', 'vi']

/**
 * The editor of this user: the words of `SOPS_EDITOR` or `EDITOR`, or the first of vim, nano and vi that there
 * is (CLI-071). The file to edit comes behind its arguments.
 *
 * @throws {@link SopsError} `EDITOR_FAILED` when there is none, or none that may be run.
 */
export async function findEditor(search: ProgramSearch): Promise<Command> {
  for (const variable of ['SOPS_EDITOR', 'EDITOR']) {
    const text = search.env[variable] ?? ''
    if (text !== '') return namedEditor(text, variable, search)
  }
  for (const name of usual) {
    const found = await findProgram(name, search)
    if (found.kind === 'found') return { program: found.path, args: [] }
  }
  throw failure(
    `No editor was found: name one in SOPS_EDITOR or EDITOR, or install one of ${usual.join(', ')}.`,
  )
}

async function namedEditor(
  text: string,
  variable: string,
  search: ProgramSearch,
): Promise<Command> {
  const words = splitWords(text)
  if (words === undefined) {
    throw failure(`${variable} has an open quote, or a backslash at its end. Correct it.`)
  }
  const [name = '', ...args] = words
  return { program: pathOf(await findProgram(name, search), variable), args }
}

function pathOf(found: FoundProgram, variable: string): string {
  switch (found.kind) {
    case 'found':
      return found.path
    case 'relative':
      throw failure(
        `${variable} names a program that PATH has in a relative folder, which is not safe to run. Give its path.`,
      )
    case 'missing':
      throw failure(`${variable} names no program that could be found. Correct it.`)
  }
}

function failure(message: string): SopsError {
  return new SopsError('EDITOR_FAILED', message)
}
