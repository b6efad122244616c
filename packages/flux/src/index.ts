export { buildFlux } from './build/build-flux.ts'
export type { BuildFluxOptions, BuiltFlux, BuiltResource } from './build/build-options.ts'
export type { ResourceId } from './build/resource.ts'
export type { KustomizeCall, KustomizeResult, RunKustomize } from './build/run-kustomize.ts'
export type { FluxFileSystem } from './files/file-system.ts'
export { initFlux } from './init/init-flux.ts'
export type {
  FluxInitChange,
  FluxInitOptions,
  FluxInitPlan,
  FluxKeys,
  FluxPrivateKey,
} from './init/init-options.ts'
export { planFluxInit } from './init/plan-flux-init.ts'
export type { FluxNotice, FluxNoticeCode } from './notice.ts'
