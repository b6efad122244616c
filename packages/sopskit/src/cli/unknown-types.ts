import { isFileFormat } from '../formats/file-format.ts'
import type { CommandIo } from './command-io.ts'
import { describeNotice } from './report.ts'
import { type CommandRequest, given } from './request.ts'

/** Tells of a type that is none, which is ignored as in sops (F2). */
export function warnOfUnknownTypes({ flags }: CommandRequest, io: CommandIo): void {
  for (const name of ['input-type', 'output-type'] as const) {
    const type = given(flags[name])
    if (type !== undefined && !isFileFormat(type)) io.writeStderr(notice(name, type))
  }
}

function notice(name: string, type: string): string {
  const message = `--${name} ${JSON.stringify(type)} does not count, and the name of the file decides. The types are yaml, json, dotenv, ini and binary.`
  return describeNotice({ code: 'UNKNOWN_TYPE', path: [], message })
}
