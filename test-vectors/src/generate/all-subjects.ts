import type { RecordedCases } from './recorded-cases.ts'
import { changes } from './subjects/changes.ts'
import { commandLine } from './subjects/command-line.ts'
import { convert } from './subjects/convert.ts'
import { dotenv } from './subjects/dotenv.ts'
import { extract } from './subjects/extract.ts'
import { formats } from './subjects/formats.ts'
import { ini } from './subjects/ini.ts'
import { json } from './subjects/json.ts'
import { keyGroups } from './subjects/key-groups.ts'
import { mac } from './subjects/mac.ts'
import { metadataPlaces } from './subjects/metadata-places.ts'
import { metadata } from './subjects/metadata.ts'
import { olderReleases } from './subjects/older-releases.ts'
import { rules } from './subjects/rules.ts'
import { valueTexts } from './subjects/value-texts.ts'
import { oddPlainValues, values } from './subjects/values.ts'
import { yamlComments } from './subjects/yaml-comments.ts'
import { yamlDocuments } from './subjects/yaml-documents.ts'
import { yamlErrors } from './subjects/yaml-errors.ts'
import { yamlStrings } from './subjects/yaml-strings.ts'

/** Every group of cases, in the manifest's order. */
export const allSubjects: readonly ((cases: RecordedCases) => void)[] = [
  yamlStrings,
  yamlDocuments,
  yamlErrors,
  yamlComments,
  rules,
  mac,
  values,
  valueTexts,
  oddPlainValues,
  metadata,
  metadataPlaces,
  keyGroups,
  json,
  dotenv,
  ini,
  formats,
  extract,
  convert,
  changes,
  commandLine,
  olderReleases,
]
