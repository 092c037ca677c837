import type { Permission, Role } from './permissions.ts'

/** A tenant that was proved: it comes out of the database or a job's envelope (lib/jobs/queue.ts), never from a client. */
export type TenantId = string & { readonly __brand: 'TenantId' }

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
}
