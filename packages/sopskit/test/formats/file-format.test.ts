import { describe, expect, test } from 'vitest'
import { formatOfPath, isFileFormat } from '../../src/formats/file-format.ts'

describe('the format of a file', () => {
  test.each([
    ['a.yaml', 'yaml'],
    ['dir/a.yml', 'yaml'],
    ['.yaml', 'yaml'],
    ['a.json', 'json'],
    ['a.yaml.json', 'json'],
    ['.env', 'dotenv'],
    ['prod.env', 'dotenv'],
    ['a.ini', 'ini'],
    ['A.YAML', 'binary'],
    ['.env.local', 'binary'],
    ['a.json.enc', 'binary'],
    ['a.toml', 'binary'],
    ['yaml', 'binary'],
    ['', 'binary'],
  ])('%j is %s (F1)', (path, format) => {
    expect(formatOfPath(path)).toBe(format)
  })

  test('names are exact (F2)', () => {
    expect(isFileFormat('yaml')).toBe(true)
    expect(isFileFormat('YAML')).toBe(false)
    expect(isFileFormat('toString')).toBe(false)
  })
})
