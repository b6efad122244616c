import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { maskEncrypted, testIdentity } from '@sopskit/test-vectors'
import { temporaryFolder } from '../support/temporary-folder.ts'
import type { OpenService } from './open-service.ts'
import type { Outcome, Scenario } from './scenario.ts'

/** How a tool is run. */
export interface ToolCall {
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly stdin: string
}

export interface ToolRun {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

export type Tool = (call: ToolCall) => Promise<ToolRun>

/** What a scenario is run with. */
export interface Stage {
  readonly tool: Tool
  /** Decrypts what `tool` wrote. */
  readonly reader: Tool
  readonly service: OpenService
  /** The recorded folder: texts by name. */
  readonly place: Readonly<Record<string, string>>
}

export interface ScenarioRun extends Outcome {
  readonly stderr: string
}

/** Runs a scenario in a folder of its own. */
export async function runScenario(scenario: Scenario, stage: Stage): Promise<ScenarioRun> {
  const root = await temporaryFolder()
  const folder = join(root, 'work')
  await mkdir(join(root, 'tmp'))
  const expand = (text: string): string =>
    text.replaceAll('{FOLDER}', folder).replaceAll('{SERVICE}', stage.service.address)
  const before = Object.entries({ ...stage.place, ...scenario.files })
  for (const [name, text] of before) await writeText(join(folder, name), expand(text))
  const env = { ...usualVariables(root), ...mapped(scenario.env ?? {}, expand) }
  stage.service.takeAsked()
  const call = { args: scenario.args.map(expand), cwd: folder, env, stdin: scenario.stdin ?? '' }
  const run = await stage.tool(call)
  const asked = withoutRepeats(stage.service.takeAsked())
  const files = await changedFiles(
    folder,
    new Map(before.map(([name, text]) => [name, expand(text)])),
  )
  const mask = (text: string): string => masked(text).replaceAll(folder, '{FOLDER}')
  return {
    exit: run.exit,
    stdout: mask(run.stdout),
    asked,
    files: mapped(files, mask),
    plain: await decryptAll({ ...files, stdout: run.stdout }, root, stage),
    stderr: run.stderr,
  }
}

function withoutRepeats(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => text !== texts[index - 1])
}

async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  if (/\.sh$|\/bin\//.test(path)) await chmod(path, 0o755)
}

function usualVariables(root: string): Readonly<Record<string, string>> {
  return {
    HOME: join(root, 'home'),
    PATH: process.env['PATH'] ?? '',
    TMPDIR: join(root, 'tmp'),
    SOPS_AGE_KEY: testIdentity(0),
    SOPS_DISABLE_VERSION_CHECK: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
}

function mapped(
  texts: Readonly<Record<string, string>>,
  change: (text: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]))
}

async function changedFiles(
  folder: string,
  before: ReadonlyMap<string, string>,
): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const changed: [string, string][] = []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path)
    const text = await readFile(path, 'utf8')
    if (before.get(name) !== text) changed.push([name, text])
  }
  return Object.fromEntries(changed.toSorted(([left], [right]) => (left < right ? -1 : 1)))
}

function masked(text: string): string {
  return maskEncrypted(text)
    .replace(/open:[\w+/=]+/g, 'open:#')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '#time')
}

async function decryptAll(
  texts: Readonly<Record<string, string>>,
  root: string,
  stage: Stage,
): Promise<Readonly<Record<string, string>>> {
  const plain: Record<string, string> = {}
  const encrypted = Object.entries(texts).filter(([, text]) => /ENC\[AES256_GCM,.*type:/.test(text))
  for (const [name, text] of encrypted) {
    const path = join(root, name === 'stdout' ? `stdout.${typeOf(text)}` : join('work', name))
    if (name === 'stdout') await writeFile(path, text)
    plain[name] = await decrypted(path, text, stage)
  }
  return plain
}

function typeOf(text: string): string {
  if (text.startsWith('{')) return 'json'
  if (/^\w+=/.test(text)) return 'env'
  return text.startsWith('[') ? 'ini' : 'yaml'
}

async function decrypted(path: string, text: string, { reader, service }: Stage): Promise<string> {
  const identities = [0, 1, 2].map(testIdentity).join(' ')
  const remote = ['--enable-local-keyservice=false', '--keyservice', service.address]
  const args = [
    'decrypt',
    ...(text.includes('open:') && !text.includes('BEGIN AGE') ? remote : []),
    '--input-type',
    typeOf(text),
    '--output-type',
    typeOf(text),
    path,
  ]
  const env = { ...usualVariables(dirname(path)), SOPS_AGE_KEY: identities }
  const { exit, stdout } = await reader({ args, cwd: dirname(path), env, stdin: '' })
  return exit === 0 ? stdout : `exit ${exit}`
}
