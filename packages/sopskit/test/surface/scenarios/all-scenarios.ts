import type { Scenarios } from '../scenario.ts'
import { changingScenarios } from './changing.ts'
import { decryptingScenarios } from './decrypting.ts'
import { encryptingScenarios } from './encrypting.ts'
import { endingScenarios } from './endings.ts'
import { variableScenarios } from './variables.ts'

/** The files of scenarios, by their names without `.ts`. */
export const scenarioFiles: Readonly<Record<string, Scenarios>> = {
  encrypting: encryptingScenarios,
  decrypting: decryptingScenarios,
  changing: changingScenarios,
  variables: variableScenarios,
  endings: endingScenarios,
}

/** Every scenario by its name, each of which there is once. */
export const allScenarios: Scenarios = Object.fromEntries(
  Object.values(scenarioFiles).flatMap((scenarios) => Object.entries(scenarios)),
)
