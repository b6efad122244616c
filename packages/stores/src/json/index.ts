export { jsonStore } from './json-store.ts'
export type { JsonStoreOptions } from './json-store.ts'
