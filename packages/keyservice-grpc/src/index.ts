export { grpcKeyService } from './client/grpc-key-service.ts'
export type { GrpcKeyService, GrpcKeyServiceOptions } from './client/grpc-key-service.ts'
export type { ClientTls } from './client/client-tls.ts'
export { startKeyServiceServer } from './server/start-key-service-server.ts'
export type {
  KeyServiceServer,
  KeyServiceServerOptions,
} from './server/start-key-service-server.ts'
export type { AllowedKeys, KeyQuestion, ServeOptions } from './server/key-request-server.ts'
export type { ServerTls } from './server/server-tls.ts'
export type { KeyOperation } from './wire/messages.ts'
