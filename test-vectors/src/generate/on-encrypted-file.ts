import { findDataKey } from './age.ts'
import type { CaseHeader, CaseRecorder } from './case-recorder.ts'
import { extensions } from './formats.ts'
import type { FormatName } from './formats.ts'
import type { RecordedCases } from './recorded-cases.ts'

/** One thing done to a freshly encrypted file. */
export type FileAction =
  | { readonly extract: string; readonly flags?: readonly string[] }
  | { readonly decrypt: readonly string[] }
  | { readonly set: string; readonly value: string; readonly flags?: readonly string[] }
  | { readonly unset: string; readonly flags?: readonly string[] }

/** A plain file that is encrypted once, and what is then done to it, each on its own. */
export interface FileCase extends CaseHeader {
  readonly format: FormatName
  readonly plain: string
  readonly flags?: readonly string[]
  readonly actions: readonly FileAction[]
}

/** Records a case of several actions on one encrypted file. */
export function onEncryptedFile(cases: RecordedCases, file: FileCase): void {
  cases.record(file, (recorder) => {
    const extension = extensions[file.format]
    const encrypted = `enc.${extension}`
    recorder.write(`plain.${extension}`, file.plain)
    const command = [
      'encrypt',
      '--age',
      '${recipient0}',
      ...(file.flags ?? []),
      `plain.${extension}`,
    ]
    recorder.run(command, { stdout: encrypted, random: true })
    recorder.knowDataKey(findDataKey(recorder.lab, recorder.read(encrypted)))
    file.actions.forEach((action, n) => act(recorder, action, { n, extension, encrypted }))
  })
}

interface Place {
  readonly n: number
  readonly extension: string
  readonly encrypted: string
}

function act(recorder: CaseRecorder, action: FileAction, place: Place): void {
  const { n, encrypted } = place
  if ('extract' in action) {
    const command = ['decrypt', '--extract', action.extract, ...(action.flags ?? []), encrypted]
    recorder.run(command, { stdout: `extract${n}.out` })
  } else if ('decrypt' in action) {
    recorder.run(['decrypt', ...action.decrypt, encrypted], { stdout: `dec${n}.out` })
  } else {
    change(recorder, action, place)
  }
}

function change(
  recorder: CaseRecorder,
  action: Extract<FileAction, { set: string } | { unset: string }>,
  { n, extension, encrypted }: Place,
): void {
  const copy = `after${n}.${extension}`
  recorder.copy(encrypted, copy)
  const flags = action.flags ?? []
  const command =
    'set' in action
      ? ['set', ...flags, copy, action.set, action.value]
      : ['unset', ...flags, copy, action.unset]
  if (recorder.run(command, { random: true, changes: copy }) === 0) {
    recorder.run(['decrypt', copy], { stdout: `after${n}.dec.${extension}` })
  } else {
    recorder.remove(copy)
  }
}
