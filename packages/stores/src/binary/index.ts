export { binaryStore, maxBinarySize } from './binary-store.ts'
