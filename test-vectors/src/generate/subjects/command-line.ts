import type { RecordedCases } from '../recorded-cases.ts'

const age = ['--age', '${recipient0}']

const refused = [
  ['encrypt', '-i', '--output', 'x', 'f'],
  ['decrypt', '-i'],
  ['encrypt', ...age],
  ['set', 'f'],
  ['unset', 'f'],
  [],
  ['decrypt', 'nofile'],
  ['encrypt', ...age, 'nofile'],
  ['encrypt', 'f.yaml'],
  ['encrypt', '--age', 'age1xyz', 'f.yaml'],
  ['encrypt', ...age, '--output', 'f/x', 'f.yaml'],
  ['encrypt', ...age, '--encryption-context', 'bad', 'f.yaml'],
]

/** Command lines that end in an exit status of their own. */
export function commandLine(cases: RecordedCases): void {
  cases.record({ id: 'errors-cli', facts: 'Z1 Z2' }, (recorder) => {
    recorder.write('f.yaml', 'a: 1\n').write('f', 'x')
    for (const command of refused) recorder.run(command)
  })
}
