import { dirname, isAbsolute, resolve, sep } from 'node:path'
import { closest, SopsError } from '@sopskit/core'
import { checkFiles } from '../../check/check-files.ts'
import type { CheckReport } from '../../check/check-options.ts'
import {
  formatCheckReport,
  isReportFormat,
  type ReportFormat,
  reportFormats,
} from '../../check/report/report-format.ts'
import { nodeGit } from '../../check/source/run-git.ts'
import { type LoadedConfig, readConfig } from '../../config/load-config.ts'
import type { CommandIo } from '../command-io.ts'
import type { FlagValues } from '../flags/flag-table.ts'
import { decryptionOrderOf } from '../opening-options.ts'
import { progressBar } from '../progress-bar.ts'
import { given } from '../request.ts'
import { servicesOf } from '../services-of.ts'
import type { CommandRun } from './command.ts'

/** Checks a repository: 0 for nothing found, 1 for findings, 2 for what could not be checked. */
export const run: CommandRun = async (request, io) => {
  const { flags, words } = request
  const format = formatOf(flags)
  const config = await namedConfig(flags, io)
  const decrypt = flags.decrypt === true
  const bar = progressBar(io)
  const report = await checkFiles(words, {
    directory: io.cwd,
    config,
    staged: flags.staged,
    flux: flags.flux,
    exclude: flags.exclude,
    decrypt,
    ...(decrypt && {
      services: await servicesOf(request, io),
      decryptionOrder: decryptionOrderOf(flags),
    }),
    onProgress: (progress) => bar.show(progress),
    signal: io.signal,
    fileSystem: io.fileSystem,
    git: nodeGit(io.env),
  }).finally(() => bar.erase())
  await io.writeStdout(formatCheckReport(report, format))
  return exitOf(report, flags)
}

function exitOf({ findings, failures }: CheckReport, { strict }: FlagValues): number {
  if (failures.length > 0) return 2
  return findings.some(({ severity }) => severity === 'error' || strict === true) ? 1 : 0
}

function formatOf({ format = 'text' }: FlagValues): ReportFormat {
  if (isReportFormat(format)) return format
  const meant = closest(format, reportFormats)
  const names = reportFormats.join(', ')
  throw new SopsError(
    'USAGE',
    `The flag --format takes ${names}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
  )
}

/** Only one that is named counts for all files. */
async function namedConfig(
  flags: FlagValues,
  { cwd, fileSystem }: CommandIo,
): Promise<LoadedConfig | undefined> {
  const path = given(flags.config)
  if (path === undefined) return undefined
  const file = {
    path: isAbsolute(path) ? path : `${cwd}${sep}${path}`,
    directory: dirname(resolve(cwd, path)),
  }
  return readConfig(file, { fileSystem, lenient: false })
}
