import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startOpenService, type OpenService } from './open-service.ts'
import { recordedOutcomes, recordedPlace } from './recorded.ts'
import { runScenario, type ScenarioRun } from './run-scenario.ts'
import type { Scenario } from './scenario.ts'
import { allScenarios, scenarioFiles } from './scenarios/all-scenarios.ts'
import { ours } from './tools.ts'

let service: OpenService
beforeAll(async () => {
  service = await startOpenService()
})
afterAll(() => service.close())

const run = (scenario: Scenario): Promise<ScenarioRun> =>
  runScenario(scenario, { tool: ours, reader: ours, service, place: recordedPlace })
const errorOf = (stderr: string): string | undefined => /^sopskit: ([A-Z_]+): /m.exec(stderr)?.[1]
const named = Object.entries(allScenarios)

test('every scenario has a name of its own, and the outcome of sops', () => {
  const names = Object.values(scenarioFiles).flatMap((scenarios) => Object.keys(scenarios))
  expect(names.length).toBeGreaterThan(200)
  expect(names.toSorted()).toEqual(Object.keys(recordedOutcomes).toSorted())
})

describe('the same as sops', () => {
  test.each(named.filter(([, { differs }]) => differs === undefined))(
    '%s',
    async (name, scenario) => {
      const { stderr, ...outcome } = await run(scenario)
      expect(outcome).toEqual(recordedOutcomes[name])
      expect(errorOf(stderr)).toBe(scenario.error ?? errorOf(stderr))
    },
  )
})

describe('other than sops on purpose', () => {
  test.each(named.filter(([, { differs }]) => differs !== undefined))(
    '%s',
    async (name, scenario) => {
      const { stderr, ...outcome } = await run(scenario)
      expect(outcome).not.toEqual(recordedOutcomes[name])
      expect(outcome.exit).toBe(scenario.differs?.exit)
      expect(JSON.stringify(outcome)).toContain(scenario.differs?.shows ?? '')
      expect(errorOf(stderr)).toBe(scenario.error ?? errorOf(stderr))
    },
  )
})
