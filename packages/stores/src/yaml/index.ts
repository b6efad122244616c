export { yamlLocator } from './locate.ts'
export { yamlStore } from './yaml-store.ts'
export type { YamlStoreOptions } from './yaml-store.ts'
