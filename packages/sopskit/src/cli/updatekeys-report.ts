import { describeKeyChanges, isSopsError } from '@sopskit/core'
import type { FileUpdate, UpdateKeysSummary } from '../api/operations/update-keys-in-files.ts'
import { isNeverEncrypted } from '../check/never-encrypted.ts'
import { creationRuleFor } from '../config/creation-rule-for.ts'
import type { LoadedConfig } from '../config/load-config.ts'
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
  /** A new data key was asked for, which only files get whose keys change. */
  readonly rotate: boolean
}

/** Says what became of files. Of one among many that is as it should be, nothing; of an error they share, once. */
export async function tellFiles(
  files: readonly FileUpdate[],
  options: TellFileOptions,
  io: CommandIo,
): Promise<void> {
  const told = new Set<unknown>()
  for (const file of files) {
    if (file.outcome === 'failed' && told.has(file.error)) continue
    if (file.outcome === 'failed') told.add(file.error)
    await tellFile(file, options, io)
  }
}

async function tellFile(
  file: FileUpdate,
  { asked, alone, rotate }: TellFileOptions,
  io: CommandIo,
): Promise<void> {
  if (file.outcome === 'skipped') return
  const name = printable(quotePath(file.path))
  if (file.outcome === 'failed') {
    if (!alone) io.writeStderr(`${name}: ${describeError(file.error, file.path)}`)
    return
  }
  const { outcome, changes, warnings, rotated } = file
  if (outcome !== 'unchanged' || alone) {
    const dataKey = rotated ? ' and a new data key' : outcome === 'unchanged' && rotate ? same : ''
    io.writeStderr(`${name}: ${outcomes[outcome]}${dataKey}\n`)
  }
  if (changes.changed && !asked) await io.writeStdout(describeKeyChanges(changes))
  warn({ warnings }, io)
}

const same = ', data key not renewed (rotate -i does that)'

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

/** Names what was skipped in clear text though a creation rule names it: it may have been forgotten. */
export async function tellPlainFiles(
  files: readonly FileUpdate[],
  config: LoadedConfig,
  io: CommandIo,
): Promise<void> {
  const names: string[] = []
  for (const file of files) {
    if (file.outcome !== 'skipped' || file.reason !== 'not-encrypted') continue
    if (isNeverEncrypted(file.path) || !(await isNamed(file.path, config))) continue
    names.push(printable(quotePath(file.path)))
  }
  if (names.length === 0) return
  const others = names.length > maxNames ? ` and ${names.length - maxNames} more` : ''
  const shown = names.slice(0, maxNames).join(', ')
  io.writeStderr(
    `sopskit: not encrypted, though a path_regex matches: ${shown}${others}. To see what has to be: sopskit check\n`,
  )
}

const maxNames = 10

/** A rule without `path_regex` names no file: it is the default for whatever somebody encrypts. */
async function isNamed(path: string, config: LoadedConfig): Promise<boolean> {
  try {
    const rule = await creationRuleFor(config, path)
    return rule !== undefined && rule.pathRegex !== ''
  } catch (error) {
    if (isSopsError(error)) return false
    throw error
  }
}

/** One line about all files. */
export function tellSummary(
  { files, counts }: UpdateKeysSummary,
  { rotate }: Pick<TellFileOptions, 'rotate'>,
  io: CommandIo,
): void {
  const done = files.length - counts.skipped
  const parts = (['updated', 'outdated', 'unchanged', 'failed'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => {
      const dataKey = outcome === 'unchanged' && rotate ? same : ''
      return `${counts[outcome]} ${words[outcome]}${dataKey}`
    })
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
