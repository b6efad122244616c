/** The format names of sops and the file name ending a case uses for each. */
export const extensions = {
  yaml: 'yaml',
  json: 'json',
  dotenv: 'env',
  ini: 'ini',
  binary: 'bin',
} as const

export type FormatName = keyof typeof extensions
