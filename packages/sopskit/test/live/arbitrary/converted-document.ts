import fc from 'fast-check'
import type { FileFormat } from '../../../src/formats/file-format.ts'
import type { ExchangedFormats } from '../exchange.ts'
import { dotenvText } from './dotenv-text.ts'
import { iniText } from './ini-text.ts'
import { jsonText } from './json-text.ts'
import { bytesOf } from './line-text.ts'
import { flatJson, flatYaml, sectionsJson, sectionsYaml } from './shallow-text.ts'
import { yamlText } from './yaml-text.ts'

/** A document that is encrypted to one format and decrypted to another. */
export interface ConvertedDocument {
  readonly content: Uint8Array
  readonly formats: ExchangedFormats
}

/** Documents of every format, each on the way to all others, by way of its own format or of the other's. */
export function convertedDocument(): fc.Arbitrary<ConvertedDocument> {
  return fc.oneof(...formats.flatMap((plain) => formats.flatMap((target) => ways(plain, target))))
}

const formats: readonly FileFormat[] = ['yaml', 'json', 'dotenv', 'ini', 'binary']

function ways(plain: FileFormat, target: FileFormat): readonly fc.Arbitrary<ConvertedDocument>[] {
  if (plain === target) return []
  const content = texts(plain, target).map(bytesOf)
  // Binary wants one key of a certain name, dotenv one level, INI two: that only YAML and JSON can offer all.
  const fits = ['yaml', 'json'].some((format) => format === plain || format === target)
  return [plain, target].map((encrypted) =>
    fc.record({
      content,
      formats: fc
        .constantFrom(plain, fits ? target : plain)
        .map((decrypted) => ({ plain, encrypted, decrypted })),
    }),
  )
}

/** Texts in a format, mostly such as another format can hold. */
function texts(plain: FileFormat, target: FileFormat): fc.Arbitrary<string> {
  if (plain === 'dotenv') return dotenvText()
  if (plain === 'ini') return iniText()
  if (plain === 'binary') return fc.oneof(jsonText(), dotenvText())
  const isYaml = plain === 'yaml'
  if (target === 'dotenv') return isYaml ? flatYaml() : flatJson()
  if (target === 'ini') return isYaml ? sectionsYaml() : sectionsJson()
  if (target === 'binary') return fc.constantFrom('{"data": "x y"}', '{"data": "", "b": 1}')
  return isYaml ? yamlText() : jsonText()
}
