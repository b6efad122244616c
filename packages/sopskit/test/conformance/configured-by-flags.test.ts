import { loadCases, replayCase } from '@sopskit/test-vectors'
import { describe, expect, it } from 'vitest'
import { inProcess } from './in-process-program.ts'

/** What the `.sops.yaml` of a case says, as flags of the two commands. */
interface Flags {
  readonly id: string
  readonly encrypt: readonly string[]
  readonly decrypt: readonly string[]
}

const recipient = ['--age', '${recipient0}']

function indented(id: string, indent: number): Flags {
  const flag = `--indent=${indent}`
  return { id: `${id}-${indent}`, encrypt: [...recipient, flag], decrypt: [flag] }
}

function commented(id: string, flag: string, pattern: string): Flags {
  return { id: `rule-comment-${id}`, encrypt: [...recipient, flag, pattern], decrypt: [] }
}

const configured: readonly Flags[] = [
  ...[1, 2, 3, 5, 8, 9, 10].map((indent) => indented('yaml-indent', indent)),
  ...[-2, -1, 0, 1, 4].map((indent) => indented('json-indent', indent)),
  commented('encrypted', '--encrypted-comment-regex', 'sops:enc'),
  commented('unencrypted', '--unencrypted-comment-regex', 'sops:enc'),
  commented('unencrypted-self', '--unencrypted-comment-regex', 'ENC'),
]

describe('recorded cases whose configuration can be said in flags', () => {
  it.each(configured)('$id', async (flags) => {
    const [one, ...others] = loadCases(({ id }) => id === flags.id)
    expect(others).toEqual([])
    const reports = one === undefined ? [] : await replayCase(one, inProcess, replayWith(flags))
    expect(reports.map(({ difference }) => difference)).toEqual(one?.steps.map(() => null))
  })
})

function replayWith({ encrypt, decrypt }: Flags): Parameters<typeof replayCase>[2] {
  return {
    expect: 'ours',
    read: 'own',
    withoutConfiguration: true,
    rewrite: ([verb = '', ...rest]) => {
      // A configured indentation is that of one format; the flag's is that of the output, whatever it is (J8).
      if (rest.includes('--output-type')) return [verb, ...rest]
      return [verb, ...(verb === 'encrypt' ? encrypt : decrypt), ...rest]
    },
  }
}
