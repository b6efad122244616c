import { expect, test } from 'vitest'
import { examplesOfDocument, examplesOfSource } from '../examples.mjs'

test('the ts blocks of doc comments are found, with the line of their code', () => {
  const source = [
    '/**',
    ' * Adds.',
    ' *',
    ' * @example',
    ' * ```ts',
    " * import { add } from 'sums'",
    ' *',
    ' * add(1, 2)',
    ' * ```',
    ' */',
  ].join('\n')
  expect(examplesOfSource('sums.ts', source)).toEqual([
    { file: 'sums.ts', line: 6, code: "import { add } from 'sums'\n\nadd(1, 2)" },
  ])
})

test('several examples of one file are all found', () => {
  const block = (code: string): string =>
    `/**\n * @example\n * \`\`\`ts\n * ${code}\n * \`\`\`\n */\n`
  expect(examplesOfSource('a.ts', block('one()') + block('two()')).map(({ code }) => code)).toEqual(
    ['one()', 'two()'],
  )
})

test('the ts blocks of a document are found, other blocks are not', () => {
  const text = '# Title\n\n```sh\nnpm test\n```\n\n```ts\nrun()\n```\n'
  expect(examplesOfDocument('a.md', text)).toEqual([{ file: 'a.md', line: 8, code: 'run()' }])
})
