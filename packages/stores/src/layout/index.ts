export { layoutLosses } from '../yaml/preserve/layout-losses.ts'
export type { EncryptedLayout, LayoutLoss } from '../yaml/preserve/layout-losses.ts'
export { preserveYamlLayout } from '../yaml/preserve/preserve-layout.ts'
export type { PreservedYaml, PreserveOptions } from '../yaml/preserve/preserve-layout.ts'
