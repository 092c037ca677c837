import type { Permission, Role } from './permissions.ts'

/** A tenant that was proved: it comes out of the database or a job's envelope (lib/jobs/queue.ts), never from a client. */
export type TenantId = string & { readonly __brand: 'TenantId' }

/** A dataset that a company has defined itself, as its row keeps it; features/datasets knows what it means. */
export interface StoredDataset {
  key: string
  version: number
  sourceId: string
  relationSchema: string
  relationName: string
  definition: unknown
  readers: readonly Role[]
  /** Keys of columns that its table was last seen without. */
  vanished: readonly string[]
}

/** Who acts: a signed-in user, or an API key acting as its user. */
export interface Principal {
  userId: string
  tenantId: TenantId
  tenantName: string
  /** IANA name of the tenant's zone. */
  timeZone: string
  role: Role
  email: string
  firstName: string
  lastName: string
  passwordIsTemporary: boolean
  permissions: ReadonlySet<Permission>
  /** The datasets that the company has defined itself; absent where it has none. */
  customDatasets?: readonly StoredDataset[] | undefined
  apiKeyId?: string
}

/** Everything an operation may know about the request that called it. */
export interface Context {
  principal: Principal
  requestId: string
  ipAddress?: string
  userAgent?: string
  /** The If-Match header: the version that a change was made from. */
  ifMatch?: string
  /** Whether an API key has signed the request. */
  isSigned?: true
}
