import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { temporaryFolder } from '../support/temporary-folder.ts'
import type { OpenService } from './open-service.ts'
import type { Tool } from './run-scenario.ts'
import { allKeys, remote } from './scenarios/keys.ts'

const yaml = `# keep
password: hunter2
port: 5432
list:
    - 1
    - x
note_unencrypted: clear
note_enc: e
`
const json = '{"password": "hunter2", "port": 5432}\n'
const env = '# comment\nA=hunter2\nB=x y\n'

const sshKey = new URL(
  '../../../keyservice-age/test/keys-for-tests-only/ssh-ed25519',
  import.meta.url,
)

/** Has sops make the folder that all scenarios begin with; gives its texts by name. */
export async function makePlace(
  sops: Tool,
  service: OpenService,
): Promise<Readonly<Record<string, string>>> {
  const folder = await temporaryFolder()
  const plain = { 'plain.yaml': yaml, 'plain.json': json, 'plain.env': env }
  for (const [name, text] of Object.entries(plain)) await writeFile(join(folder, name), text)
  const groups = (own: string): string => `creation_rules:
  - key_groups: [{ age: [${testRecipient(0)}] }, { age: [${testRecipient(1)}] }]
    shamir_threshold: ${own}\n`
  await writeFile(join(folder, 'groups.config'), groups('2'))
  const encrypt = async (name: string, ...args: readonly string[]): Promise<string> => {
    const words = args.map((word) => word.replace('{SERVICE}', service.address))
    const call = {
      args: [...words, `plain${name.slice(name.lastIndexOf('.'))}`],
      cwd: folder,
      env: { HOME: folder, SOPS_AGE_KEY: testIdentity(0) },
      stdin: '',
    }
    const { exit, stdout, stderr } = await sops(call)
    if (exit !== 0) throw new Error(`${name} cannot be made: ${stderr}`)
    return stdout
  }
  const age = ['encrypt', '--age', testRecipient(0)]
  const shared = ['--config', 'groups.config', 'encrypt']
  const encYaml = await encrypt('enc.yaml', ...age)
  const encJson = await encrypt('enc.json', ...age)
  const openGroups = await encrypt('open-groups.yaml', ...shared, ...remote)
  const files = {
    ...plain,
    'enc.yaml': encYaml,
    'enc.json': encJson,
    'as-json.yaml': encJson,
    'as-json.txt': encJson,
    'as-yaml.txt': encYaml,
    'open-age.yaml': await encrypt('open-age.yaml', ...age, ...remote),
    'enc.env': await encrypt('enc.env', ...age),
    'second.yaml': await encrypt('second.yaml', 'encrypt', '--age', testRecipient(1)),
    'open.yaml': await encrypt('open.yaml', 'encrypt', ...remote, ...allKeys),
    'open.env': await encrypt('open.env', 'encrypt', ...remote, ...allKeys),
    'groups.yaml': await encrypt('groups.yaml', ...shared),
    'open-groups.yaml': openGroups,
    'one-share.yaml': withOneShare(openGroups),
    'ssh-key': await readFile(sshKey, 'utf8'),
    'ssh.yaml': await encrypt('ssh.yaml', 'encrypt', '--age', sshRecipient()),
    ...damaged(encYaml),
  }
  return files
}

function sshRecipient(): string {
  return readFileSync(new URL(`${sshKey.href}.pub`), 'utf8').trim()
}

function withOneShare(text: string): string {
  const [first = ''] = /open:[\w+/=]+/.exec(text) ?? []
  return text.replace(/open:[\w+/=]+/g, first)
}

/** What happened to `enc.yaml`, by the name of the result. */
function damaged(text: string): Readonly<Record<string, string>> {
  const password = /^password: .*$/m
  const inPassword = (from: RegExp, to: (found: string) => string): string =>
    text.replace(password, (line) => line.replace(from, to))
  return {
    'changed.yaml': text.replace('note_unencrypted: clear', 'note_unencrypted: changed'),
    'clear.yaml': text.replace(password, 'password: in clear'),
    'tampered.yaml': inPassword(/data:./, (found) => (found === 'data:A' ? 'data:B' : 'data:A')),
    'malformed.yaml': inPassword(/data:./, () => 'data:!'),
    'unknown-type.yaml': inPassword(/type:str/, () => 'type:foo'),
    'other-type.yaml': inPassword(/type:str/, () => 'type:int'),
    'bad-mac.yaml': text.replace(/lastmodified: "\d+/, 'lastmodified: "1999'),
    'no-version.yaml': text.replace(/^ {4}version: .*\n/m, ''),
    'no-keys.yaml': text.replace(/^ {4}age:\n(?: {8}.*\n)*/m, ''),
  }
}
