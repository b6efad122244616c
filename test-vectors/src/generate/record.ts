import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { caseFolder, loadCases } from '../files.ts'
import type { Manifest, VectorCase, VectorStep } from '../manifest.ts'
import { testIdentityCount, testRecipient } from '../test-identities.ts'
import { allSubjects } from './all-subjects.ts'
import { decide, decidedText } from './decide.ts'
import type { DecidedFile } from './decide.ts'
import type { Lab } from './lab.ts'
import { makeVectors } from './make-vectors.ts'
import { RecordedCases } from './recorded-cases.ts'
import { writeJson } from './write-json.ts'

const about =
  'Files made by real sops, and what it answered when it read them. Every path is relative to cases/<id>/. Unless a step says otherwise HOME leads nowhere and SOPS_AGE_KEY_FILE is ${keyFile0}.'

/** Makes every case anew; gives how many cases and steps there are. */
export async function record(
  lab: Lab,
): Promise<{ readonly cases: number; readonly steps: number }> {
  mkdirSync(join(lab.target, 'cases'), { recursive: true })
  const recorded = new RecordedCases(lab)
  for (const subject of allSubjects) subject(recorded)
  const cases = recorded.all()
  removeOthers(lab, cases)
  await writeManifest(lab.target, cases)
  await writeJson(join(lab.target, 'vectors.json'), makeVectors(lab))
  return { cases: cases.length, steps: cases.reduce((sum, { steps }) => sum + steps.length, 0) }
}

/** Puts the decided differences into the manifest that is there, without recording anything. */
export async function decideAgain(target: string): Promise<void> {
  await writeManifest(target, loadCases().map(undecided))
}

async function writeManifest(target: string, recorded: readonly VectorCase[]): Promise<void> {
  const { cases, files } = decide(recorded)
  for (const file of files) writeDecided(file, join(target, 'cases', file.id))
  const recipients = Array.from({ length: testIdentityCount }, (_, n) => testRecipient(n))
  const manifest: Manifest = { about, recipients, count: cases.length, cases }
  await writeJson(join(target, 'manifest.json'), manifest)
}

function writeDecided(file: DecidedFile, folder: string): void {
  const text = decidedText(file, (name) => readFileSync(join(folder, name), 'utf8'))
  writeFileSync(join(folder, file.name), text)
}

function undecided(one: VectorCase): VectorCase {
  for (const name of readdirSync(caseFolder(one.id))) {
    if (name.startsWith('ours.')) rmSync(join(caseFolder(one.id), name))
  }
  return { ...one, steps: one.steps.map(withoutDecision) }
}

function withoutDecision(step: VectorStep): VectorStep {
  if ('copy' in step) return step
  const { ours: _, ...rest } = step
  return rest
}

function removeOthers(lab: Lab, cases: readonly VectorCase[]): void {
  const known = new Set(cases.map(({ id }) => id))
  for (const name of readdirSync(join(lab.target, 'cases'))) {
    if (!known.has(name)) rmSync(join(lab.target, 'cases', name), { recursive: true })
  }
}
