import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePlace } from '../surface/make-place.ts'
import { type OpenService, startOpenService } from '../surface/open-service.ts'
import { runScenario, type ScenarioRun, type Stage } from '../surface/run-scenario.ts'
import type { Outcome } from '../surface/scenario.ts'
import { allScenarios } from '../surface/scenarios/all-scenarios.ts'
import { sopsFlags } from '../surface/sops-flags.ts'
import { ours, programTool } from '../surface/tools.ts'
import { labProgram } from './lab.ts'
import { readHelp } from './read-help.ts'

// SOPSKIT_RECORD_SURFACE=1 writes what the real sops says instead of comparing it.
const isRecording = process.env['SOPSKIT_RECORD_SURFACE'] === '1'
const recorded = (name: string): URL => new URL(`../surface/recorded/${name}.json`, import.meta.url)
const read = <T>(name: string): Readonly<Record<string, T>> =>
  JSON.parse(readFileSync(recorded(name), 'utf8')) as Readonly<Record<string, T>>

const sops = programTool(labProgram('sops'))
let service: OpenService
let place: Readonly<Record<string, string>>
let outcomes: Readonly<Record<string, Outcome>>

beforeAll(async () => {
  service = await startOpenService()
  if (isRecording) write('place', await makePlace(sops, service))
  place = read('place')
  outcomes = isRecording ? {} : read('outcomes')
})
afterAll(async () => {
  if (isRecording) write('outcomes', outcomes)
  await service.close()
})

function write(name: string, value: unknown): void {
  writeFileSync(recorded(name), `${JSON.stringify(value, null, 2)}\n`)
}

const stage = (part: Pick<Stage, 'tool' | 'reader'>): Stage => ({ ...part, service, place })
const outcomeOf = ({ exit, stdout, asked, files, plain }: ScenarioRun): Outcome => ({
  exit,
  stdout,
  asked,
  files,
  plain,
})

test('the record has every command and flag of the help, with its variable', async () => {
  expect(await readHelp(sops)).toEqual(sopsFlags)
})

describe('sops does what is recorded', () => {
  test.each(Object.entries(allScenarios))('%s', async (name, scenario) => {
    const outcome = outcomeOf(await runScenario(scenario, stage({ tool: sops, reader: sops })))
    if (isRecording) outcomes = { ...outcomes, [name]: outcome }
    expect(outcome).toEqual(outcomes[name])
  })
})

const same = Object.entries(allScenarios).filter(([, { differs }]) => differs === undefined)

describe('sops decrypts what we write to the same', () => {
  test.each(same)('%s', async (name, scenario) => {
    const outcome = outcomeOf(await runScenario(scenario, stage({ tool: ours, reader: sops })))
    expect(outcome).toEqual(outcomes[name])
  })
})
