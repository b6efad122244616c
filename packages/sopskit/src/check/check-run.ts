import { relative } from 'node:path'
import { isSopsError, SopsError } from '@sopskit/core'
import type { FoundFile } from '../files/find-files.ts'
import { withSlashes } from '../files/with-slashes.ts'
import { defined } from '../options/defined.ts'
import { workerCount } from '../options/worker-count.ts'
import { byPlace } from './by-place.ts'
import type { CheckFilesOptions, CheckReport } from './check-options.ts'
import type { CheckRule } from './check-rule.ts'
import type { CheckTree } from './check-tree.ts'
import { type ConfigLookup, createConfigLookup } from './config-lookup.ts'
import { examine, isKustomizationName } from './examine.ts'
import type { CheckFailure, Finding } from './finding.ts'
import { isFluxKustomization } from './flux/decryption-rule.ts'
import { manifestsOf } from './manifests.ts'
import { fluxRules } from './rules/rule-table.ts'
import type { CheckSource } from './source/check-source.ts'
import type { EncryptedSubject, Subject } from './subject.ts'

/** The options of a check, with the directory as an absolute path. */
export type CheckRunOptions = CheckFilesOptions & { readonly directory: string }

/** One check of many files. */
export class CheckRun {
  readonly #source: CheckSource
  readonly #options: CheckRunOptions
  readonly #rules: readonly CheckRule[]
  readonly #lookup: ConfigLookup
  readonly #findings: Finding[] = []
  readonly #failures: CheckFailure[] = []
  readonly #kustomizations: Subject[] = []
  readonly #plainSecrets: Subject[] = []
  readonly #encryptedManifests: string[] = []
  #done = 0

  constructor(source: CheckSource, options: CheckRunOptions, rules: readonly CheckRule[]) {
    this.#source = source
    this.#options = options
    this.#rules = rules
    const onFailure = (path: string, error: unknown): void => this.#fail(path, error)
    this.#lookup = createConfigLookup({ source, config: options.config, onFailure })
  }

  async finish(): Promise<CheckReport> {
    const { files } = this.#source
    const queue = files.values()
    const work = async (): Promise<void> => {
      for (const file of queue) await this.#checkFile(file)
    }
    // What decrypts listens to the signal, and Node warns of more than ten that do.
    const { decrypt, limit = decrypt === true ? 8 : 16 } = this.#options
    const workers = workerCount(limit, files.length)
    await Promise.all(Array.from({ length: workers }, work))
    await this.#checkTree()
    return {
      files: files.length,
      findings: this.#findings.toSorted(byPlace),
      failures: this.#failures.toSorted(byPlace),
    }
  }

  async #checkFile(file: FoundFile): Promise<void> {
    if (this.#options.signal?.aborted === true) throw stopped()
    try {
      if (file.kind === 'unreadable') throw file.error
      const subject = await this.#examine(file.path)
      this.#keep(subject)
      for (const rule of this.#rules) this.#add((await rule.checkFile?.(subject)) ?? [])
    } catch (error) {
      if (isSopsError(error, 'ABORTED')) throw error
      this.#fail(file.path, error)
    }
    this.#options.onProgress?.({ done: ++this.#done, total: this.#source.files.length })
  }

  async #checkTree(): Promise<void> {
    const tree: CheckTree = {
      source: this.#source,
      kustomizations: this.#kustomizations.toSorted(byName),
      plainSecrets: this.#plainSecrets.toSorted(byName),
      encryptedManifests: this.#encryptedManifests.toSorted(),
      onFailure: (path, error) => this.#fail(path, error),
      nameOf: (path) => this.#nameOf(path),
      openEncrypted: (path) => this.#openEncrypted(path),
    }
    const flux = this.#options.flux ?? this.#kustomizations.some(isOfFlux)
    for (const rule of [...this.#rules, ...(flux ? fluxRules : [])]) {
      this.#add((await rule.checkTree?.(tree)) ?? [])
    }
  }

  #add(findings: readonly Finding[]): void {
    for (const finding of findings) this.#findings.push(finding)
  }

  /** What the tree is judged by; everything else can be forgotten. */
  #keep(subject: Subject): void {
    const { content, path } = subject
    if (content.kind !== 'plain' && content.kind !== 'encrypted') return
    const manifests = manifestsOf(content.documents ?? [])
    if (content.kind === 'encrypted') {
      if (manifests.length > 0) this.#encryptedManifests.push(path)
      return
    }
    if (isKustomizationName(path) || isOfFlux(subject)) this.#kustomizations.push(subject)
    if (manifests.some(({ kind }) => kind === 'Secret')) this.#plainSecrets.push(subject)
  }

  async #examine(path: string): Promise<Subject> {
    const bytes = await this.#source.read(path)
    return examine({ path, name: this.#nameOf(path), bytes }, this.#lookup)
  }

  async #openEncrypted(path: string): Promise<EncryptedSubject | undefined> {
    const subject = await this.#examine(path)
    const { content } = subject
    return content.kind === 'encrypted' ? { ...subject, content } : undefined
  }

  #nameOf(path: string): string {
    return withSlashes(relative(this.#options.directory, path))
  }

  #fail(path: string, error: unknown): void {
    const known = isSopsError(error)
    this.#failures.push({
      path: this.#nameOf(path),
      code: known ? error.code : 'UNEXPECTED',
      // What another error says could hold anything.
      message: known ? error.message : 'This file failed unexpectedly.',
      ...defined({ position: known ? error.position : undefined }),
    })
  }
}

/** Files are done in any order. */
function byName(left: Subject, right: Subject): number {
  return left.name < right.name ? -1 : 1
}

function isOfFlux({ content }: Subject): boolean {
  return content.kind === 'plain' && manifestsOf(content.documents ?? []).some(isFluxKustomization)
}

function stopped(): SopsError {
  return new SopsError('ABORTED', 'Stopped before everything was checked.')
}
