// What the source controller leaves out of what it gives to others (FLX-067).
const names: ReadonlySet<string> = new Set([
  '.git',
  '.gitattributes',
  '.gitignore',
  '.gitmodules',
  '.github',
  '.circleci',
  '.travis.yml',
  '.gitlab-ci.yml',
  'appveyor.yml',
  '.drone.yml',
  'cloudbuild.yaml',
  'codeship-services.yml',
  'codeship-steps.yml',
  '.goreleaser.yml',
  '.sops.yaml',
  '.flux.yaml',
])

const suffixes = ['.jpg', '.jpeg', '.gif', '.png', '.wmv', '.flv', '.tar.gz', '.zip']

/** True for a name that the source controller leaves out. */
export function isIgnored(name: string): boolean {
  return names.has(name) || suffixes.some((suffix) => name.endsWith(suffix))
}
