import { describe, expect, test } from 'vitest'
import { decrypting, encrypting, expectKept, names, thereAndBack } from './support.ts'

// Enough of each that anything quadratic would not end before the test is given up.
const many = names(20_000)
const more = names(100_000)
const lines = (line: (name: string) => string) => many.map(line).join('')

describe('many keys', () => {
  test.each([
    ['yaml', lines((name) => `${name}: x\n`)],
    ['json', `{\n${many.map((name) => `\t"${name}": "x"`).join(',\n')}\n}\n`],
    ['dotenv', lines((name) => `${name}=x\n`)],
    ['ini', `[s]\n${lines((name) => `${name} = x\n`)}`],
  ] as const)('in %s', async (format, text) => {
    await expectKept(format, text)
  })

  test('many sections in INI', async () => {
    await expectKept('ini', many.map((name) => `[${name}]\na = x\n`).join('\n'))
  })

  test('of equal name in JSON and dotenv', async () => {
    expect(await encrypting('json', `{${'"a":1,'.repeat(20_000)}"a":1}`)).toBe('ok')
    expect(await encrypting('dotenv', 'a=1\n'.repeat(20_000))).toBe('ok')
    expect(await encrypting('yaml', `${lines((name) => `${name}: x\n`)}k000000: x\n`)).toBe(
      'DUPLICATE_KEY',
    )
  })
})

describe('many comments', () => {
  test.each([
    ['yaml', 'in front', `${'# c\n'.repeat(20_000)}a: b\n`],
    ['yaml', 'in a list', `a:\n${'    # c\n    - x\n'.repeat(10_000)}`],
    ['yaml', 'in a map', lines((name) => `# c\n${name}: x\n`)],
    ['dotenv', 'in front', `${'# c\n'.repeat(20_000)}a=b\n`],
    ['ini', 'in front', `[s]\n${'; c\n'.repeat(20_000)}a = b\n`],
  ] as const)('in %s, %s', async (format, _, text) => {
    await expectKept(format, text)
  })

  test.each([
    ['with empty lines between', '# c\n\n'.repeat(20_000)],
    ['behind values', lines((name) => `${name}: x # c\n`)],
    ['further and further in', lines((name) => `${' '.repeat(Number(name.slice(-2)))}# c\n`)],
    ['under a key', `a:\n${'# c\n  # d\n'.repeat(10_000)}  b: c\n`],
    ['behind a block', `a: |\n  x\n${'  # c\n# d\n'.repeat(10_000)}`],
  ])('in YAML, %s', async (_, comments) => {
    expect(await encrypting('yaml', `${comments}z: 1\n`)).toBe('ok')
  })
})

describe('many documents', () => {
  test('with content', async () => {
    await expectKept('yaml', Array.from({ length: 5000 }, () => 'a: b\n').join('---\n'))
  })

  test('without', async () => {
    expect(await encrypting('yaml', '---\n'.repeat(2000))).toBe('ok')
  })

  test('of metadata', async () => {
    expect(await decrypting('yaml', 'sops: 1\n---\n'.repeat(20_000))).toBe('METADATA_INVALID')
    expect(await decrypting('json', `{${'"sops":{},'.repeat(100_000)}"a":1}`)).toBe(
      'METADATA_INVALID',
    )
    expect(await decrypting('ini', '[sops]\na=b\n'.repeat(20_000))).toBe('METADATA_INVALID')
    expect(await decrypting('dotenv', 'sops_mac=1\n'.repeat(20_000))).toBe('METADATA_INVALID')
  })

  test('of directives', async () => {
    expect(await encrypting('yaml', `${'%FOO bar\n'.repeat(100_000)}---\na: b\n`)).toBe(
      'PARSE_FAILED',
    )
    const tags = more.map((name) => `%TAG !${name}! tag:x,2000:\n`).join('')
    expect(await encrypting('yaml', `${tags}---\na: b\n`)).toBe('ok')
  })
})

const long = 1_000_000

describe('long names and values', () => {
  test.each([
    ['yaml', `? ${'k'.repeat(long)}\n: x\n`],
    ['json', `{\n\t"${'k'.repeat(long)}": "x"\n}\n`],
    ['dotenv', `${'k'.repeat(long)}=x\n`],
    ['ini', `[s]\n${'k'.repeat(long)} = x\n`],
  ] as const)('a key in %s', async (format, text) => {
    await expectKept(format, text)
  })

  test('a section in INI', async () => {
    await expectKept('ini', `[${'s'.repeat(long)}]\na = b\n`)
  })

  test('an INI key so long that the others cannot be aligned with it', async () => {
    const text = `[s]\n${'k'.repeat(100_000)} = 1\n${lines((name) => `${name} = x\n`)}`
    expect(await encrypting('ini', text)).toBe('LIMIT_EXCEEDED')
  })

  test('a YAML key of more than 1,024 characters needs its `?`', async () => {
    expect(await encrypting('yaml', `${'k'.repeat(2000)}: x\n`)).toBe('PARSE_FAILED')
  })

  test.each([
    ['yaml', `k: ${'v'.repeat(10 * long)}\n`],
    ['json', `{\n\t"k": "${'v'.repeat(10 * long)}"\n}\n`],
    ['dotenv', `k=${'v'.repeat(10 * long)}\n`],
    ['ini', `[s]\nk = ${'v'.repeat(10 * long)}\n`],
    ['binary', 'v'.repeat(10 * long)],
  ] as const)('a value in %s', async (format, text) => {
    await expectKept(format, text)
  })

  test.each([
    ['breaks in a block', `a: |\n${'    x\n'.repeat(300_000)}`],
    ['empty lines in a block', `a: |-\n    x\n${'\n'.repeat(long)}    y\n`],
    ['escapes', `a: "${'\\x01'.repeat(long)}"\n`],
    ['quotes', `a: '''${"''".repeat(long)}'\n`],
    ['dashes', `a: b${'-'.repeat(long)}\n`],
    ['number signs', `a: b${'#'.repeat(long)}\n`],
    ['a tag', `a: x\n# ${'!'.repeat(long)}\n`],
  ])('YAML with a million %s', async (_, text) => {
    await expectKept('yaml', text)
  })

  test.each([
    ['folded', `a: ${'x\n  '.repeat(300_000)}y\n`, 600_001],
    ['folded in quotes', `a: "${'x\n  '.repeat(300_000)}y"\n`, 600_001],
    ['folded at the left edge', `a: "${'x\n'.repeat(300_000)}y"\n`, 600_001],
    ['spaces behind it', `a: x${' '.repeat(long)}\n`, 1],
    ['empty lines behind it', `a: x\n${'   \n'.repeat(300_000)}`, 1],
    ['a long tag', `a: !${'t'.repeat(long)} x\n`, 1],
  ])('YAML whose value is %s', async (_, text, length) => {
    expect(await thereAndBack('yaml', text)).toHaveLength('a: \n'.length + length)
  })

  test.each([
    ['lines that go on', `a = ${'x\\\n'.repeat(300_000)}y\n`],
    ['quoted lines', `a = """${'x\n'.repeat(300_000)}y"""\n`],
    ['escapes', `a = ${'\\n'.repeat(long)}\n`],
  ])('INI with %s', async (_, line) => {
    expect(await encrypting('ini', `[s]\n${line}`)).toBe('ok')
  })

  test('dotenv with a million escapes', async () => {
    await expectKept('dotenv', `a=${'\\n'.repeat(long)}\n`)
  })
})

describe('text that is never ended', () => {
  test.each([
    ['yaml', `a: "${'x\n '.repeat(long)}\n`],
    ['yaml', `a: '${"''".repeat(long)}\n`],
    ['yaml', more.map((name) => `${name}: "x\n`).join('')],
    ['json', `{"a":"${'x'.repeat(long)}`],
    ['json', `{"a":"${'\\'.repeat(long)}`],
    ['ini', `[s]\na="""${'x\n'.repeat(300_000)}`],
    ['ini', '[s]\na=`x\n'],
  ] as const)('%s %.12j', async (format, text) => {
    expect(await encrypting(format, text)).toBe('PARSE_FAILED')
  })

  test('flow collections whose lines stand at the left edge', async () => {
    const text = lines((name) => `${name}: [\n1,\n2\n]\n`)
    expect(await encrypting('yaml', text)).toBe('ok')
  })

  test('the same, many in each other', async () => {
    const text = `a: ${'['.repeat(500)}\n${'1,\n'.repeat(5000)}${']'.repeat(500)}\n`
    expect(await encrypting('yaml', text)).toBe('ok')
  })
})
