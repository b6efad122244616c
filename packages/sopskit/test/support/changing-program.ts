import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSopsError, type SopsErrorCode } from '@sopskit/core'
import type { Program, ProgramCall } from '@sopskit/test-vectors'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import { isFileFormat } from '../../src/formats/file-format.ts'
import {
  addKeyGroupInFile,
  deleteKeyGroupInFile,
  type FileFormat,
  loadConfig,
  parseSetValue,
  rotateFile,
  setValueInFile,
  unsetValueInFile,
  updateKeysInFile,
} from '../../src/index.ts'
import { inProcess } from '../conformance/in-process-program.ts'

/**
 * The commands that change encrypted files, as thin as they can be: words to options of the API, error
 * codes to exit codes. Every other command is the real one.
 */
export const changingProgram: Program = async (call) => {
  const words = wordsOf(call)
  const run = commands[words.names[0] ?? '']
  if (run === undefined) return inProcess(call)
  try {
    await run(words)
    return { exit: 0, stdout: new Uint8Array() }
  } catch (error) {
    if (!isSopsError(error)) throw error
    return { exit: exitOf(error.code, words), stdout: new Uint8Array() }
  }
}

/** A command line taken apart: flags that take a value, switches, and the other words. */
interface Words {
  readonly names: readonly string[]
  readonly flags: ReadonlyMap<string, string>
  readonly cwd: string
  readonly common: {
    readonly identities: readonly string[]
    readonly idempotent: boolean
    readonly outputFormat: FileFormat | undefined
    readonly inPlace: true
    readonly shamirThreshold: number | undefined
  }
}

const switches = ['--idempotent', '-i', '-y']

const commands: Readonly<Record<string, (words: Words) => Promise<unknown>>> = {
  set: async ({ names: [, file = '', path = '', value = ''], cwd, common }) => {
    const treeValue = await parseSetValue(value)
    return setValueInFile(join(cwd, file), { ...common, path, treeValue })
  },
  unset: ({ names: [, file = '', path = ''], cwd, common }) =>
    unsetValueInFile(join(cwd, file), { ...common, path }),
  rotate: ({ names: [, file = ''], flags, cwd, common }) =>
    rotateFile(join(cwd, file), {
      ...common,
      addKeys: given(flags, '--add-age'),
      removeKeys: given(flags, '--rm-age'),
    }),
  updatekeys: async ({ names: [, file = ''], cwd, common: { identities } }) => {
    const config = await loadConfig(join(cwd, '.sops.yaml'))
    return updateKeysInFile(join(cwd, file), { identities, config })
  },
  groups: ({ names: [, verb, index = ''], flags, cwd, common }) => {
    const file = join(cwd, flags.get('-f') ?? '')
    return verb === 'add'
      ? addKeyGroupInFile(file, { ...common, keys: given(flags, '--age') })
      : deleteKeyGroupInFile(file, { ...common, index: Number(index) })
  },
}

function given(flags: Words['flags'], name: string): readonly string[] {
  const text = flags.get(name)
  return text === undefined ? [] : [text]
}

function wordsOf({ args, cwd, env }: ProgramCall): Words {
  const names: string[] = []
  const flags = new Map<string, string>()
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? ''
    if (!word.startsWith('-') || /^-\d/.test(word)) names.push(word)
    else if (switches.includes(word)) flags.set(word, '')
    else flags.set(word, args[(index += 1)] ?? '')
  }
  const type = flags.get('--output-type') ?? ''
  const threshold = flags.get('--shamir-secret-sharing-threshold')
  return {
    names,
    flags,
    cwd,
    common: {
      identities: identitiesIn(env),
      idempotent: flags.has('--idempotent'),
      outputFormat: isFileFormat(type) ? type : undefined,
      inPlace: true,
      shamirThreshold: threshold === undefined ? undefined : Number(threshold),
    },
  }
}

function identitiesIn(env: ProgramCall['env']): readonly string[] {
  const files = env['SOPS_AGE_KEY_FILE'] ?? ''
  const texts = [env['SOPS_AGE_KEY'] ?? '', files === '' ? '' : readFileSync(files, 'utf8')]
  return texts.flatMap((text) => text.match(/AGE-SECRET-KEY-1\S+/g) ?? [])
}

// The path of `set` is an argument of its own, not a flag (X2); `groups` ends every failure alike (CLI-107).
function exitOf(code: SopsErrorCode, { names: [command] }: Words): number {
  if (command === 'groups') return code === 'FILE_NOT_FOUND' ? 2 : 1
  if (code === 'FILE_NOT_FOUND') return command === 'updatekeys' ? 1 : 2
  return code === 'INVALID_PATH' ? 7 : exitCodeOf(code, { command: 'decrypt' })
}
