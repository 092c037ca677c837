import type { TenantId } from '#src/lib/context.ts'
import { query } from '#src/lib/db/index.ts'
import type { DecisionResource } from './schema.ts'

/** One request for money, as `spend_decide` reads it. */
export interface SpendRequest {
  principal_id: string
  user_id: string
  /** Whose budget it is charged to. */
  for_user_id: string
  /** The strategy that chose it, whose budget it is charged to as well. */
  strategy_id?: string | null
  key: string
  hash: string
  request_id: string
  /** Set where more money is asked for a trade that is there. */
  trade_id?: string
  amount: number
  currency: string
  supplier_id?: string | null
  category?: string | null
  instrument_kind?: string
  instrument_id?: string
  quantity?: number
  adapter?: string
  location_id?: string
  due_on?: string
}

/** What was decided, or that the key was used for another request. */
export type Decided = DecisionResource | { is_other: true }

/** Decides requests of one company in one statement, which is a transaction of its own; answers in their order. */
export async function decideAll(tenantId: TenantId, requests: SpendRequest[]): Promise<Decided[]> {
  const asked = JSON.stringify(requests.map((request, index) => ({ index, ...request })))
  const { rows } = await query<{ answers: (Decided & { index: number })[] }>(
    'select spend_decide($1::uuid, $2::jsonb) as answers',
    [tenantId, asked],
  )
  const answers: Decided[] = []
  for (const { index, ...answer } of rows[0]!.answers) answers[index] = answer as Decided
  return answers
}
