import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RuleOptions } from '../../src/index.ts'

/** A file of the corpus and the rule it is encrypted by; none is the default of sops. */
export interface CorpusFile {
  readonly name: string
  readonly rule: RuleOptions
}

/** What will not come back as it is, by key path. */
export interface LossyFile extends CorpusFile {
  readonly losses: readonly string[]
}

export const corpusFolder: string = fileURLToPath(new URL('corpus/', import.meta.url))

/** The bytes of a file of the corpus. */
export function readCorpus({ name }: CorpusFile): Uint8Array {
  return readFileSync(`${corpusFolder}${name}`)
}

const secrets: RuleOptions = { encryptedRegex: '^(data|stringData)$' }
const values: RuleOptions = { encryptedRegex: '^(value|args|command)$' }
const everything: RuleOptions = {}
const passwords: RuleOptions = {
  encryptedRegex: '(?i)(password|token|secret|_key$|^key$|user$|_url$)',
}
const environment: RuleOptions = { encryptedRegex: '^(env|environment|secret_env|variables)$' }

/** Files that come back byte for byte. */
export const corpus: readonly CorpusFile[] = [
  { name: 'kubernetes/secret-opaque.yaml', rule: secrets },
  { name: 'kubernetes/secret-stringdata-blocks.yaml', rule: secrets },
  { name: 'kubernetes/secret-tls-no-newline.yaml', rule: secrets },
  {
    name: 'kubernetes/configmap-app.yaml',
    rule: { unencryptedRegex: '^(apiVersion|kind|metadata)$' },
  },
  { name: 'kubernetes/deployment.yaml', rule: values },
  { name: 'kubernetes/deployment-flow.yaml', rule: everything },
  { name: 'kubernetes/multi-document.yaml', rule: secrets },
  { name: 'kubernetes/list.yaml', rule: secrets },
  { name: 'kubernetes/crd.yaml', rule: { encryptedRegex: '^(example|minimum)$' } },
  { name: 'kubernetes/cronjob-crlf.yaml', rule: values },
  { name: 'kubernetes/ingress.yaml', rule: everything },
  { name: 'kubernetes/statefulset-four-spaces.yaml', rule: values },
  { name: 'kubernetes/json-in-yaml.yaml', rule: secrets },
  { name: 'kubernetes/image-pull-secret.yaml', rule: secrets },
  { name: 'kubernetes/kustomization.yaml', rule: { encryptedRegex: '^secretGenerator$' } },
  { name: 'kubernetes/rbac-comments.yaml', rule: everything },
  { name: 'kubernetes/empty-document-first.yaml', rule: everything },
  { name: 'helm/values-web.yaml', rule: everything },
  { name: 'helm/values-postgres.yaml', rule: passwords },
  { name: 'helm/values-commented-out.yaml', rule: everything },
  { name: 'helm/values-flow.yaml', rule: everything },
  { name: 'helm/Chart.yaml', rule: everything },
  { name: 'helm/values-unicode.yaml', rule: everything },
  { name: 'helm/values-prod-crlf.yaml', rule: everything },
  { name: 'helm/values-long-lines.yaml', rule: everything },
  { name: 'helm/values-subchart-three-spaces.yaml', rule: everything },
  { name: 'ansible/group-vars-all.yml', rule: { encryptedRegex: '^vault_' } },
  { name: 'ansible/host-vars-db.yml', rule: everything },
  { name: 'ansible/role-defaults.yml', rule: { encryptedCommentRegex: '^ secret:' } },
  { name: 'ansible/users.yml', rule: everything },
  { name: 'ansible/handlers-unindented.yml', rule: everything },
  { name: 'compose/compose.yaml', rule: environment },
  { name: 'compose/anchors.yaml', rule: environment },
  { name: 'compose/environment-list.yaml', rule: environment },
  { name: 'compose/override-no-newline.yml', rule: everything },
  { name: 'compose/stack.yml', rule: everything },
  { name: 'github/ci.yml', rule: environment },
  { name: 'github/release.yml', rule: { encryptedRegex: '^(with|run)$' } },
  { name: 'github/codeql.yml', rule: everything },
  { name: 'github/dependabot.yml', rule: everything },
  { name: 'github/reusable.yml', rule: { unencryptedCommentRegex: '^ public$' } },
  { name: 'gitops/helmrelease.yaml', rule: { encryptedRegex: '^values$' } },
  { name: 'gitops/flux-kustomizations.yaml', rule: { encryptedRegex: '^substitute$' } },
  { name: 'gitops/git-deploy-key.yaml', rule: secrets },
  { name: 'gitops/argocd-application.yaml', rule: everything },
  { name: 'gitops/argocd-repository.yaml', rule: secrets },
  { name: 'gitops/argo-workflow.yaml', rule: everything },
  { name: 'ci/gitlab-ci.yml', rule: environment },
  { name: 'ci/azure-pipelines.yml', rule: everything },
  { name: 'ci/circleci.yml', rule: everything },
  { name: 'ci/drone.yml', rule: everything },
  { name: 'other/openapi.yaml', rule: { encryptedRegex: '^example$' } },
  { name: 'other/prometheus.yml', rule: everything },
  { name: 'other/alertmanager.yml', rule: passwords },
  { name: 'other/grafana-datasources.yaml', rule: everything },
  { name: 'other/cloud-init.yaml', rule: everything },
  { name: 'other/serverless.yml', rule: everything },
  { name: 'other/mkdocs.yml', rule: everything },
  { name: 'other/home-assistant.yaml', rule: everything },
  { name: 'other/with-bom.yaml', rule: everything },
  { name: 'other/spring-application.yml', rule: { encryptedSuffix: 'password' } },
  { name: 'other/terraform-vars.yaml', rule: everything },
  { name: 'other/renovate-flow.yaml', rule: everything },
  { name: 'other/indented-root.yaml', rule: everything },
  { name: 'other/explicit-keys.yaml', rule: everything },
  { name: 'other/utf16.yaml', rule: everything },
]

/** Files with spellings that encryption cannot carry, and which those are. */
export const lossyCorpus: readonly LossyFile[] = [
  {
    name: 'not-kept/folded.yaml',
    rule: everything,
    losses: ['description', 'command', 'keep'],
  },
  {
    name: 'not-kept/several-lines.yaml',
    rule: everything,
    losses: ['plain', 'double', 'single', 'list'],
  },
  {
    name: 'not-kept/numbers.yaml',
    rule: everything,
    losses: ['octal', 'leading', 'hex', 'underscores', 'exponent', 'plus', 'float'],
  },
  { name: 'not-kept/words.yaml', rule: everything, losses: ['upper', 'title', 'infinity'] },
  { name: 'not-kept/times.yaml', rule: everything, losses: ['moment', 'zoned', 'midnight'] },
  { name: 'not-kept/escapes.yaml', rule: everything, losses: ['needless', 'space'] },
  { name: 'not-kept/tags.yaml', rule: everything, losses: ['number', 'data'] },
  { name: 'not-kept/blocks.yaml', rule: everything, losses: ['kept_one', 'blanks'] },
  { name: 'not-kept/end-of-file.yaml', rule: everything, losses: ['last'] },
  { name: 'not-kept/flow-escape.yaml', rule: everything, losses: ['list'] },
]
