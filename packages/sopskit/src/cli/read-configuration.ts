import { dirname, isAbsolute, resolve, sep } from 'node:path'
import { type ConfigFile, searchConfig } from '../config/find-config.ts'
import { type LoadedConfig, readConfig } from '../config/load-config.ts'
import { quotePath } from '../files/quote-path.ts'
import type { CommandIo } from './command-io.ts'
import { describeNotice } from './report.ts'
import { type CommandRequest, given } from './request.ts'

/** How {@link readConfiguration} reads. */
export interface ReadConfigurationOptions {
  /** Ignore in it what sops ignores (CFG-009, CFG-010). */
  readonly lenient: boolean
}

/**
 * Reads the configuration that is named by `--config`, or else found from the working directory upward
 * (CFG-002, CFG-006). Every command does; those that follow no creation rule take the settings of stores
 * alone, and are lenient about the rest.
 *
 * @throws {@link SopsError} `CONFIG_UNREADABLE`, `CONFIG_INVALID`.
 */
export async function readConfiguration(
  { flags }: CommandRequest,
  io: CommandIo,
  { lenient }: ReadConfigurationOptions,
): Promise<LoadedConfig | undefined> {
  const named = given(flags.config)
  const file = named === undefined ? await find(io) : fileNamed(named, io)
  return file && readConfig(file, { fileSystem: io.fileSystem, lenient })
}

async function find(io: CommandIo): Promise<ConfigFile | undefined> {
  const { file, ignored } = await searchConfig(io.cwd, io.fileSystem)
  if (ignored !== undefined) io.writeStderr(describeNotice(notRead(ignored, file)))
  return file
}

function notRead(
  ignored: string,
  file: ConfigFile | undefined,
): Parameters<typeof describeNotice>[0] {
  const instead = file === undefined ? 'no configuration' : quotePath(file.path)
  const message = `The file ${quotePath(ignored)} does not count, for its name is not .sops.yaml; ${instead} is used.`
  return { code: 'CONFIG_NAME', path: [], message }
}

/** Read as it is named: behind a link, `..` leads elsewhere than its text says, by which rules go. */
function fileNamed(path: string, { cwd }: CommandIo): ConfigFile {
  const toRead = isAbsolute(path) ? path : `${cwd}${sep}${path}`
  return { path: toRead, directory: dirname(resolve(cwd, path)) }
}
