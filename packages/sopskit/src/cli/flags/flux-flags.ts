import type { FlagGroup } from './flag.ts'

/** What the flags of the commands for Flux say. */
export interface FluxFlags {
  readonly 'decryption-secret': string
  readonly root: string
  readonly kustomize: string
  readonly 'no-decryption': boolean
  readonly 'show-secrets': boolean
  readonly 'public-key': string
  readonly 'private-key': string
  readonly 'secret-out': string
  readonly 'secret-name': string
  readonly namespace: string
  readonly kustomization: string
  readonly 'path-regex': string
  readonly force: boolean
}

/** Flags of the commands for Flux. */
export const fluxFlags: FlagGroup<FluxFlags> = {
  'decryption-secret': {
    kind: 'text',
    levels: ['flux build'],
    value: 'FILE',
    help: 'take keys from this manifest of a Secret',
  },
  root: {
    kind: 'text',
    levels: ['flux build', 'flux init'],
    value: 'FOLDER',
    help: 'the top of what Flux sees (the repository)',
    helpFor: { 'flux init': 'one .sops.yaml there, for several clusters' },
  },
  kustomize: {
    kind: 'text',
    levels: ['flux build'],
    value: 'PROGRAM',
    help: 'the kustomize to run (the one in PATH)',
  },
  'no-decryption': {
    kind: 'switch',
    levels: ['flux build'],
    help: 'as without spec.decryption: decrypt nothing',
  },
  'show-secrets': { kind: 'switch', levels: ['flux build'], help: 'print values that are secret' },
  'public-key': {
    kind: 'text',
    levels: ['flux init'],
    value: 'FILE',
    help: 'the armored public PGP key, for .sops.pub.asc',
  },
  'private-key': {
    kind: 'text',
    levels: ['flux init'],
    value: 'FILE',
    help: 'the age or PGP key of the cluster; - for standard input',
  },
  'secret-out': {
    kind: 'text',
    levels: ['flux init'],
    value: 'FILE',
    help: 'write the Secret with --private-key there, mode 0600',
  },
  'secret-name': {
    kind: 'text',
    levels: ['flux init'],
    value: 'NAME',
    help: 'of the decryption Secret (sops-age, sops-gpg)',
  },
  namespace: {
    kind: 'text',
    levels: ['flux init'],
    value: 'NAME',
    help: 'of Flux (flux-system)',
  },
  kustomization: {
    kind: 'text',
    levels: ['flux init'],
    value: 'NAME',
    help: 'of the Flux Kustomization to patch (flux-system)',
  },
  'path-regex': {
    kind: 'text',
    levels: ['flux init'],
    value: 'REGEX',
    help: 'files to encrypt (manifests with secret in the name)',
  },
  force: { kind: 'switch', levels: ['flux init'], help: 'replace files that differ' },
}
