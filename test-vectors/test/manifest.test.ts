import { readdirSync } from 'node:fs'
import {
  caseFolder,
  loadCases,
  loadManifest,
  maskEncrypted,
  readCaseFile,
  testRecipient,
} from '../src/index.ts'
import type { CommandStep, VectorCase } from '../src/index.ts'
import { describe, expect, it } from 'vitest'

describe('the manifest of recorded cases', () => {
  const cases = loadCases()

  it('lists every case once', () => {
    expect(cases.length).toBe(417)
    expect(loadManifest().count).toBe(417)
    expect(new Set(cases.map(({ id }) => id)).size).toBe(417)
    expect(cases.flatMap(({ steps }) => steps).length).toBe(1116)
  })

  it('knows every file of every case', () => {
    expect(cases.filter((one) => !sameFiles(one)).map(({ id }) => id)).toEqual([])
  })

  it('names the recipients of the published test keys', () => {
    expect(loadManifest().recipients).toEqual([0, 1, 2].map(testRecipient))
  })

  it('records no message and no path of the machine it was made on', () => {
    expect(cases.flatMap(filesOf).filter((name) => name.startsWith('stderr'))).toEqual([])
    expect(JSON.stringify(cases)).not.toMatch(/\/(home|root|tmp|work)\//)
  })

  it('gives each decided difference a fact, a reason and another outcome than that of sops', () => {
    const decided = cases.flatMap(commandsOf).filter(({ ours }) => ours !== undefined)
    expect(decided.length).toBe(37)
    expect(decided.filter((step) => !isDecided(step))).toEqual([])
  })
})

function commandsOf({ steps }: VectorCase): readonly CommandStep[] {
  return steps.filter((step) => 'command' in step)
}

function sameFiles(one: VectorCase): boolean {
  const onDisk = readdirSync(caseFolder(one.id))
  return onDisk.toSorted().join('\n') === filesOf(one).toSorted().join('\n')
}

function filesOf(one: VectorCase): readonly string[] {
  const commands = commandsOf(one)
  const names = [
    ...one.inputs,
    ...commands.flatMap(({ stdout, changes, exit }) => [stdout, exit === 0 ? changes : undefined]),
    ...commands.flatMap(({ ours }) => [ours?.stdout, ours?.onOwnFile?.stdout]),
  ]
  return [...new Set(names.filter((name) => name !== undefined))]
}

function isDecided({ ours, ...recorded }: CommandStep): boolean {
  if (ours === undefined || ours.fact === '' || ours.reason === '') return false
  const differs = (one: { exit: number; stdout?: string } | undefined): boolean =>
    one !== undefined &&
    (one.exit !== recorded.exit || (one.stdout !== undefined && one.stdout !== recorded.stdout))
  return differs(ours) || differs(ours.onOwnFile)
}

describe('maskEncrypted', () => {
  it('leaves nothing random in any recorded file and changes nothing when repeated', () => {
    const texts = loadCases().flatMap((one) =>
      commandsOf(one).flatMap(({ stdout, stable }) =>
        stdout === undefined || stable
          ? []
          : [Buffer.from(readCaseFile(one, stdout)).toString('latin1')],
      ),
    )
    expect(texts.length).toBe(224)
    const masked = texts.map((text) => maskEncrypted(text))
    expect(masked.filter((text) => /data:[^#]|\n *[A-Za-z0-9+/]{56}/.test(text))).toEqual([])
    expect(masked.map((text) => maskEncrypted(text))).toEqual(masked)
  })

  it('keeps lengths and types', () => {
    const text = 'a: ENC[AES256_GCM,data:aGk=,iv:AAAA,tag:AA==,type:str]'
    expect(maskEncrypted(text)).toBe('a: ENC[AES256_GCM,data:#2,iv:#3,tag:#1,type:str]')
    expect(maskEncrypted('version: 3.13.2', { version: true })).toBe('version: #version')
    expect(maskEncrypted('version: 3.13.2')).toBe('version: 3.13.2')
  })
})
