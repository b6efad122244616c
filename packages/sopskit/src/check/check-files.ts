import { resolve } from 'node:path'
import { loadAead } from '@sopskit/core'
import { nodeFileSystem } from '../files/file-system.ts'
import { workingDirectory } from '../files/named-directory.ts'
import { unwrappingServices } from '../options/identity-options.ts'
import { requireKnownOptions } from '../options/known-options.ts'
import type { CheckFilesOptions, CheckReport } from './check-options.ts'
import type { CheckRule } from './check-rule.ts'
import { CheckRun, type CheckRunOptions } from './check-run.ts'
import { excluder } from './excluded.ts'
import { decryption } from './rules/decryption.ts'
import { commonRules } from './rules/rule-table.ts'
import { stagedConfig } from './rules/staged-config.ts'
import type { CheckSource } from './source/check-source.ts'
import { openGitIndex } from './source/git-index.ts'
import { nodeGit } from './source/run-git.ts'
import { openWorkingTree } from './source/working-tree.ts'

/**
 * Checks a repository, or parts of one, without any key: whether everything is encrypted that its `.sops.yaml` says,
 * in every value and for the right keys, and whether something secret lies about in clear text. A path is a file, a
 * folder or a pattern; without any it is the whole directory. In a work tree of Git what Git ignores is left out.
 *
 * All files are looked at, whatever becomes of some: what could not be checked stands in `failures`.
 *
 * @throws {@link SopsError} what concerns no single file: `USAGE` for `staged` without Git, `INVALID_OPTION`,
 * `ABORTED`; with `decrypt` what making key services throws.
 * @example
 * ```ts
 * import { checkFiles } from 'sopskit'
 * const { findings, failures } = await checkFiles(['secret.yaml'])
 * for (const { path, code, message } of findings) console.error(`${path}: ${code}: ${message}`)
 * ```
 */
export async function checkFiles(
  paths: string | readonly string[] = [],
  options: CheckFilesOptions = {},
): Promise<CheckReport> {
  requireKnownOptions(options)
  const given = { ...options, directory: await directoryOf(options) }
  const named = [paths].flat()
  const source = await openSource(named.length === 0 ? ['.'] : named, given)
  return new CheckRun(source, given, await rulesOf(given)).finish()
}

/** Git knows its root by the real name; elsewhere paths stay as they are named. */
async function directoryOf(options: CheckFilesOptions): Promise<string> {
  const { directory = '', staged, fileSystem = nodeFileSystem } = options
  const named = resolve(workingDirectory(), directory)
  return staged === true ? fileSystem.realpath(named) : named
}

async function openSource(
  paths: readonly string[],
  options: CheckRunOptions,
): Promise<CheckSource> {
  const { directory, staged, fileSystem = nodeFileSystem } = options
  const git = options.git ?? nodeGit(process.env)
  const source =
    staged === true
      ? await openGitIndex(paths, { directory, git, fileSystem })
      : await openWorkingTree(paths, { directory, git, fileSystem })
  const isExcluded = excluder(options.exclude ?? [], directory)
  return { ...source, files: source.files.filter(({ path }) => !isExcluded(path)) }
}

async function rulesOf(options: CheckFilesOptions): Promise<readonly CheckRule[]> {
  const { decrypt, decryptionOrder, signal, config } = options
  // A configuration that is named counts for all files, wherever it is.
  const rules = [...(config === undefined ? [stagedConfig] : []), ...(options.rules ?? [])]
  if (decrypt !== true) return [...commonRules, ...rules]
  const services = await unwrappingServices(options)
  const opening = { services, aead: await loadAead(), decryptionOrder, signal }
  return [...commonRules, decryption(opening), ...rules]
}
