// dependencies.mjs: writes docs/dependencies.md anew: what each way of installing brings, how large it is, and
// under which licenses. `--check` only says whether the page is out of date.
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import prettier from 'prettier'
import { installedWith, sizeOf } from './installed-packages.mjs'
import { inRoot } from './workspace.mjs'

const page = inRoot('docs', 'dependencies.md')

/** @typedef {{ what: string, folders: string[], peers?: string[] }} Install */

/** @type {readonly Install[]} */
const installs = [
  {
    what: 'core, stores and keyservice-age: age files as a library',
    folders: ['packages/core', 'packages/stores', 'packages/keyservice-age'],
  },
  { what: '`sopskit`: the command, age, gpg and Vault', folders: ['packages/sopskit'] },
  ...[
    { what: 'AWS KMS', peers: ['@aws-sdk/client-kms', '@aws-sdk/credential-providers'] },
    { what: 'Google Cloud KMS', peers: ['@google-cloud/kms', 'google-auth-library'] },
    { what: 'Azure Key Vault', peers: ['@azure/identity', '@azure/keyvault-keys'] },
    { what: 'OpenPGP without gpg', peers: ['openpgp'] },
    { what: 'key services over gRPC', peers: ['@grpc/grpc-js'] },
    { what: '`publish` to S3', peers: ['@aws-sdk/client-s3'] },
    { what: '`publish` to Google Cloud Storage', peers: ['@google-cloud/storage'] },
  ].map(({ what, peers }) => ({
    what: `… with ${what}: ${peers.map((name) => `\`${name}\``).join(', ')}`,
    folders: ['packages/sopskit'],
    peers,
  })),
]

/** The page as it should be. @returns {Promise<string>} */
export async function dependenciesPage() {
  const frame = readFileSync(page, 'utf8')
  const filled = [
    ['installs', installTable()],
    ['licenses', licenseList()],
  ].reduce((text, [name = '', table = '']) => between(text, name, table), frame)
  return prettier.format(filled, { ...(await prettier.resolveConfig(page)), parser: 'markdown' })
}

/** @param {string} text @param {string} name @param {string} table */
function between(text, name, table) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from === -1 || to === -1) throw new Error(`docs/dependencies.md has no place for ${name}`)
  return `${text.slice(0, from + start.length)}\n\n${table}\n\n${text.slice(to)}`
}

function installTable() {
  const rows = installs.map(({ what, folders, peers }) => {
    const packages = installedWith(folders, peers)
    const bytes = packages.reduce((sum, { folder }) => sum + sizeOf(folder), 0)
    return `| ${what} | ${packages.length} | ${(bytes / 1e6).toFixed(1)} MB |`
  })
  return ['| install | packages of others | size |', '| --- | ---: | ---: |', ...rows].join('\n')
}

function licenseList() {
  const everything = installedWith(
    ['packages/sopskit'],
    installs.flatMap(({ peers = [] }) => peers),
  )
  /** @type {Map<string, string[]>} */
  const byLicense = new Map()
  for (const { name, license } of everything) {
    byLicense.set(license, [...(byLicense.get(license) ?? []), name])
  }
  return [...byLicense]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([license, names]) => {
      const distinct = [...new Set(names)].toSorted()
      return `- ${license}, ${distinct.length === 1 ? 'one package' : `${distinct.length} packages`}: ${distinct.join(', ')}`
    })
    .join('\n')
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wanted = await dependenciesPage()
  if (!process.argv.includes('--check')) writeFileSync(page, wanted)
  else if (wanted !== readFileSync(page, 'utf8')) {
    console.error('docs/dependencies.md is out of date: node scripts/dependencies.mjs')
    process.exitCode = 1
  }
}
