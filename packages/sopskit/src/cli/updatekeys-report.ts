import { describeKeyChanges } from '@sopskit/core'
import type { FileUpdate, UpdateKeysSummary } from '../api/operations/update-keys-in-files.ts'
import { quotePath } from '../files/quote-path.ts'
import type { CommandIo } from './command-io.ts'
import { losesKeys } from './loses-keys.ts'
import { warn } from './output.ts'
import { describeError, printable } from './report.ts'

/** What was said before, and what the command says by its own end. */
export interface TellFileOptions {
  /** The changes were shown when it was asked about them. */
  readonly asked: boolean
  /** The only file: its error is that of the command. */
  readonly alone: boolean
}

/** Says what became of a file. Of one among many that is as it should be, nothing. */
export async function tellFile(
  file: FileUpdate,
  { asked, alone }: TellFileOptions,
  io: CommandIo,
): Promise<void> {
  if (file.outcome === 'skipped') return
  const name = printable(quotePath(file.path))
  if (file.outcome === 'failed') {
    if (!alone) io.writeStderr(`${name}: ${describeError(file.error, file.path)}`)
    return
  }
  const { outcome, changes, warnings, rotated } = file
  if (changes.changed && !asked) await io.writeStdout(describeKeyChanges(changes))
  warn({ warnings }, io)
  if (outcome === 'unchanged' && !alone) return
  io.writeStderr(`${name}: ${outcomes[outcome]}${rotated ? ' and a new data key' : ''}\n`)
}

const outcomes = {
  updated: 'synced with new keys',
  outdated: 'differs, left unchanged',
  unchanged: 'already up to date',
} as const

/** Says that a removed key may still open files (CLI-102), and what helps. */
export function tellKeptDataKeys(files: readonly FileUpdate[], io: CommandIo): void {
  const kept = files.filter(
    (file) => file.outcome === 'updated' && !file.rotated && losesKeys(file.changes),
  )
  const [first] = kept
  if (first === undefined) return
  const [which, name] =
    kept.length === 1
      ? ['1 file', printable(quotePath(first.path))]
      : [`${kept.length} files`, 'FILE']
  io.writeStderr(`sopskit: keys were removed from ${which} without a new data key: whoever held them can still read with a
data key they kept. To change that: sopskit rotate -i ${name} (next time: updatekeys --rotate)
`)
}

/** One line about all files. */
export function tellSummary({ files, counts }: UpdateKeysSummary, io: CommandIo): void {
  const done = files.length - counts.skipped
  const parts = (['updated', 'outdated', 'unchanged', 'failed'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${words[outcome]}`)
  const what = `${done} encrypted ${done === 1 ? 'file' : 'files'}`
  const skipped = counts.skipped > 0 ? `; skipped ${skippedFiles(files)}` : ''
  io.writeStderr(`sopskit: ${[what, parts.join(', ')].filter(Boolean).join(': ')}${skipped}.\n`)
}

const words = {
  updated: 'synced',
  outdated: 'left unchanged',
  unchanged: 'up to date',
  failed: 'failed',
} as const

function skippedFiles(files: readonly FileUpdate[]): string {
  const count = (reason: string): number =>
    files.filter((file) => file.outcome === 'skipped' && file.reason === reason).length
  const [plain, ruleless] = [count('not-encrypted'), count('no-rule')]
  return [
    ...(plain > 0 ? [`${plain} not encrypted`] : []),
    ...(ruleless > 0 ? [`${ruleless} that no rule matches`] : []),
  ].join(', ')
}
