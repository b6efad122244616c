// The programs that the live tests compare with, at pinned versions, outside the checkout.
//
//   lab.mjs install   installs what is missing; needs Go
//   lab.mjs env       prints the variables the live tests read
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { hashFiles } from './fingerprint.mjs'
import { filesBelow, inRoot } from './workspace.mjs'

/** @typedef {{ name: string, version: string, programs: string[], go: string[], folder?: string }} Peer */

const oracle = 'test-vectors/oracle'
const servers = ['age', 'vault', 'awskms', 'gcpkms', 'azurekv', 'gpg', 'kustomize']

/** Everything the lab holds; `go` are the arguments that make it. @returns {Peer[]} */
function peers() {
  const modules = [
    {
      name: 'sops',
      version: 'v3.13.3',
      programs: ['sops'],
      from: 'github.com/getsops/sops/v3/cmd/sops',
    },
    {
      name: 'age',
      version: 'v1.3.2',
      programs: ['age', 'age-keygen'],
      from: 'filippo.io/age/cmd/...',
    },
  ].map(({ from, ...peer }) => ({
    ...peer,
    go: ['install', '-trimpath', `${from}@${peer.version}`],
  }))
  return existsSync(inRoot(oracle, 'go.mod')) ? [...modules, oraclePeer()] : modules
}

/** The oracle is our own small program around the stores of sops; its sources are its version. @returns {Peer} */
function oraclePeer() {
  const build = ['build', '-mod=readonly', '-trimpath', '-buildvcs=false']
  return {
    name: 'oracle',
    version: hashFiles(filesBelow(oracle)),
    programs: ['sops-oracle'],
    go: [...build, '-o', labProgram('sops-oracle'), '.'],
    folder: inRoot(oracle),
  }
}

/** Where the lab lives: SOPSKIT_LAB, or a folder in the user's cache. */
export function labHome() {
  return resolve(process.env['SOPSKIT_LAB'] ?? join(homedir(), '.cache', 'sopskit-lab'))
}

/** The path of one program of the lab. @param {string} name */
export function labProgram(name) {
  return join(labHome(), 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/** Installs every peer that is not there at its pinned version; ends the process when one cannot be. */
export function installLab() {
  for (const peer of peers()) {
    if (!isInstalled(peer)) installPeer(peer)
  }
  installServers()
}

/** The counterparts of the key services, in a folder of their own; the script says what it installs. */
function installServers() {
  const run = spawnSync('bash', [inRoot('test-vectors', 'peers', 'peers'), 'install', ...servers], {
    env: { ...process.env, PEERS_HOME: join(labHome(), 'peers'), GOFLAGS: '' },
    stdio: 'inherit',
  })
  if (run.status !== 0) process.exit(1)
}

/** @param {Peer} peer */
const stampOf = (peer) => join(labHome(), 'installed', peer.name)

/** @param {Peer} peer */
function isInstalled(peer) {
  const stamp = stampOf(peer)
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== peer.version) return false
  return peer.programs.every((name) => existsSync(labProgram(name)))
}

/** @param {Peer} peer */
function installPeer(peer) {
  const began = Date.now()
  process.stderr.write(`lab: installing ${peer.name} … `)
  mkdirSync(join(labHome(), 'bin'), { recursive: true })
  mkdirSync(join(labHome(), 'installed'), { recursive: true })
  const run = spawnSync('go', peer.go, {
    cwd: peer.folder ?? labHome(),
    env: { ...process.env, GOBIN: join(labHome(), 'bin'), CGO_ENABLED: '0', GOFLAGS: '' },
    encoding: 'utf8',
  })
  if (run.status !== 0) {
    const reason =
      run.error === undefined ? run.stderr : 'Go is needed to build it (go was not found)'
    process.stderr.write(`failed\n${reason}\n`)
    process.exit(1)
  }
  writeFileSync(stampOf(peer), peer.version)
  process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1)} s\n`)
}

function printEnvironment() {
  console.log(`SOPSKIT_LAB=${labHome()}`)
  for (const name of peers().flatMap((peer) => peer.programs)) {
    const state = existsSync(labProgram(name)) ? '' : ' (not installed)'
    console.log(`# ${name}: ${labProgram(name)}${state}`)
  }
}

/** @param {string | undefined} verb */
function main(verb) {
  if (verb === 'install') return installLab()
  if (verb === 'env') return printEnvironment()
  console.error('usage: lab.mjs install | env')
  process.exitCode = 2
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv[2])
}
