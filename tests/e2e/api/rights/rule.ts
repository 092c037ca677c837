import type pg from 'pg'
import type { Role } from '#src/lib/permissions.ts'
import type { FixtureTenant } from '../../../../scripts/sample/fixtures.ts'

/** What a request names, in its path or its body. */
export type Subject =
  | 'export'
  | 'alert'
  | 'schedule'
  | 'destination'
  | 'source'
  | 'own dataset'
  | 'template'
  | 'dataset'
  | 'member'
  | 'key'
  | 'supplier'
  | 'item'
  | 'stock'
  | 'trade'
  | 'limit'
  | 'risk alert'
  | 'opportunity'
  | 'strategy'
  | 'forecast'
  | 'anomaly'
  | 'model'
  | 'query'
  | 'advice'
  | 'service'
  | 'client'
  | 'scope'
  | 'client scope'
  | 'order'
  | 'delivery'
  | 'import'
  | 'rfp'
  | 'response'
  | 'content'
  | 'flow'
  | 'step'

/** Which of them it names. */
export type Which =
  | 'own'
  | "a colleague's"
  | 'shared with them'
  | 'expired'
  | 'of another company'
  | 'unknown'
  | 'malformed'
  | 'hidden from managers'
  | 'superior'
  | 'ready-made'

export interface Rule {
  /** Method and path below /api, as the API description has them. */
  route: string
  may: readonly Role[]
  /** A read-only key may do it too. */
  reads?: true
  /** No key may do it. */
  needsSession?: true
  /** A key has to sign it, which those of the matrix do not. */
  keysSign?: true
  subject?: Subject
  /** What stands in the path beside the thing's own id. */
  number?: string
  /** Added to the path. */
  query?: (id: string) => string
  body?: (world: World, id: string) => unknown
  /** The version of what it names, sent as If-Match. */
  version?: number
  headers?: () => Record<string, string>
  /** Everybody who may gets this status about what is theirs, */
  answer: number
  /** except for these. */
  but?: Partial<Record<Which, number>>
  /** It writes: what it names is made for it alone. */
  changes?: true
  /** Reads the verdict about one thing out of an answer about many. */
  verdict?: (answer: { data: { results: { done: boolean; code: string }[] } }) => number
}

/** Two warehouses and the road between them. */
export type Places = Record<'from' | 'to' | 'transit', string>

/** Who calls, and what they prove it with. */
export interface Caller {
  name: string
  /** Undefined: nobody is proved by these credentials. */
  role?: Role
  userId: string
  email: string
  by: 'session' | 'everything' | 'read_only'
  headers: Record<string, string>
}

/** Two companies, everybody who calls, and one thing of each kind to make others from. */
export interface World {
  owner: pg.Pool
  tenant: FixtureTenant
  other: FixtureTenant
  callers: Caller[]
  /** Ids of finished exports, by company. */
  exports: Record<string, string>
  /** The columns of an export's row that can be written. */
  exportColumns: string
  /** Somebody who may read what is shared with them. */
  reader: string
  /** Somebody who may own a schedule. */
  heir: string
  readyMade: string
  /** Where stock lies, by company. */
  places: Record<string, Places>
  newMember: () => object
}
