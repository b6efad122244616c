import type { Config, StoreSettings } from '../config.ts'
import { list } from '../read/lists.ts'
import { map } from '../read/maps.ts'
import type { Reader } from '../read/reader.ts'
import { integer } from '../read/scalars.ts'
import { creationRule } from './creation-rule.ts'
import { destinationRule } from './destination-rule.ts'

const indented: Reader<number | undefined> = map({ indent: integer }, ({ indent }) => indent)
const withoutSettings: Reader<undefined> = map({}, () => undefined)

const stores: Reader<StoreSettings> = map(
  {
    yaml: indented,
    json: indented,
    json_binary: indented,
    dotenv: withoutSettings,
    ini: withoutSettings,
  },
  ({ yaml, json, json_binary: binary }) => {
    return { yamlIndent: yaml, jsonIndent: json, binaryIndent: binary }
  },
)

const noSettings: StoreSettings = {
  yamlIndent: undefined,
  jsonIndent: undefined,
  binaryIndent: undefined,
}

/**
 * A whole configuration (CFG-022). Other entries may stand beside the known ones: many files keep the
 * anchors of their keys in one, and no name is customary.
 */
export const configFile: Reader<Config> = map(
  {
    creation_rules: list(() => creationRule),
    destination_rules: list(() => destinationRule),
    stores,
  },
  (read) => ({
    kind: 'config',
    creationRules: read.creation_rules,
    destinationRules: read.destination_rules ?? [],
    stores: read.stores ?? noSettings,
  }),
  { open: true },
)
