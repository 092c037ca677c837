import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId, timestamps } from '../columns.ts'
import { keyTo } from '../company/company-table.ts'
import { locations } from '../company/inventory.ts'
import { suppliers } from '../company/suppliers.ts'
import { minorUnits } from './limits.ts'

export const tradeStatuses = [
  'awaiting_approval',
  'reserved',
  'executing',
  'unknown',
  'placed',
  'settled',
  'failed',
  'cancelled',
  'rejected',
  'expired',
] as const

export const decisionOutcomes = ['reserved', 'awaiting_approval', 'refused'] as const

export const entryKinds = ['reserve', 'settle', 'release'] as const

export const adapterKinds = ['paper', 'purchase_order'] as const

/** Every answer that the risk check ever gave. Rows are added and never changed. */
export const tradeDecisions = pgTable(
  'trade_decisions',
  {
    id: id(),
    tenantId: tenantId(),
    /** The user, or the API key that acted for them. */
    principalId: uuid().notNull(),
    userId: byUser().notNull(),
    idempotencyKey: text().notNull(),
    requestHash: text().notNull(),
    /** What the decision is about; null where it was refused. */
    tradeId: uuid(),
    amount: minorUnits().notNull(),
    currency: text().notNull(),
    supplierId: uuid(),
    category: text(),
    outcome: text().notNull(),
    /** Why it was refused: the code of the answer. */
    code: text(),
    checks: jsonb().notNull(),
    requestId: text().notNull(),
    expiresAt: instant(),
    decidedAt: instant().notNull(),
  },
  (table) => [
    unique('trade_decisions_key').on(table.tenantId, table.principalId, table.idempotencyKey),
    unique('trade_decisions_tenant_id_id_key').on(table.tenantId, table.id),
    index('trade_decisions_decided_at_idx').on(table.tenantId, table.decidedAt, table.id),
    index('trade_decisions_request_idx').on(table.tenantId, table.requestId),
    index('trade_decisions_trade_idx').on(table.tenantId, table.tradeId),
    check('trade_decisions_outcome_check', oneOf('outcome', decisionOutcomes)),
    check('trade_decisions_refused_check', sql`(outcome = 'refused') = (code is not null)`),
  ],
)

/** A purchase commitment that passed the risk check. */
export const trades = pgTable(
  'trades',
  {
    id: id(),
    tenantId: tenantId(),
    requestedBy: byUser().notNull(),
    approvedBy: byUser(),
    instrumentKind: text().notNull(),
    instrumentId: text().notNull(),
    supplierId: uuid(),
    category: text(),
    quantity: integer().notNull(),
    amount: minorUnits().notNull(),
    currency: text().notNull(),
    status: text().notNull(),
    /** Why it waits for approval, or why it ended. */
    reason: text(),
    attempt: integer().notNull().default(0),
    adapter: text().notNull(),
    /** Where and when an order of it is to be delivered. */
    locationId: uuid(),
    dueOn: date(),
    externalRef: text(),
    /** What is held for it, and what is owed. */
    reserved: minorUnits().notNull(),
    settled: minorUnits().notNull().default(0),
    requestId: text().notNull(),
    expiresAt: instant(),
    ...timestamps(),
  },
  (table) => [
    unique('trades_tenant_id_id_key').on(table.tenantId, table.id),
    keyTo(suppliers, 'trades_supplier_fk', [table.tenantId, table.supplierId]),
    keyTo(locations, 'trades_location_fk', [table.tenantId, table.locationId]),
    index('trades_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    index('trades_status_idx').on(table.tenantId, table.status, table.createdAt, table.id),
    index('trades_repeat_idx').on(table.tenantId, table.instrumentKind, table.instrumentId, table.createdAt),
    index('trades_expires_at_idx')
      .on(table.expiresAt)
      .where(sql`status in ('awaiting_approval', 'reserved')`),
    index('trades_to_place_idx').on(table.createdAt).where(sql`status in ('reserved', 'executing')`),
    check('trades_status_check', oneOf('status', tradeStatuses)),
    check('trades_adapter_check', oneOf('adapter', adapterKinds)),
    check(
      'trades_order_check',
      sql`adapter <> 'purchase_order' or (supplier_id is not null and location_id is not null and due_on is not null)`,
    ),
    check('trades_amount_check', sql`amount > 0 and quantity > 0`),
    check('trades_held_check', sql`reserved >= 0 and settled >= 0 and reserved + settled <= amount`),
    check(
      'trades_ended_check',
      sql`reserved = 0 or status in ('awaiting_approval', 'reserved', 'executing', 'unknown', 'placed')`,
    ),
  ],
)

/** Every cent that was held, owed or given back, in order. Rows are added and never changed. */
export const spendingLedger = pgTable(
  'spending_ledger',
  {
    id: id(),
    tenantId: tenantId(),
    currency: text().notNull(),
    /** Runs without gaps in each currency of a company. */
    entryNo: bigint({ mode: 'number' }).notNull(),
    tradeId: uuid().notNull(),
    /** The decision whose money moved. */
    decisionId: uuid().notNull(),
    kind: text().notNull(),
    reservedDelta: minorUnits().notNull(),
    settledDelta: minorUnits().notNull(),
    /** The counters that moved with it. */
    charged: uuid().array().notNull(),
    reason: text(),
    /** Null: the system itself. */
    actorId: byUser(),
    requestId: text().notNull(),
    recordedAt: instant().notNull(),
    hash: text().notNull(),
  },
  (table) => [
    unique('spending_ledger_entry_no_key').on(table.tenantId, table.currency, table.entryNo),
    keyTo(trades, 'spending_ledger_trade_fk', [table.tenantId, table.tradeId]),
    keyTo(tradeDecisions, 'spending_ledger_decision_fk', [table.tenantId, table.decisionId]),
    index('spending_ledger_trade_idx').on(table.tenantId, table.tradeId, table.entryNo),
    index('spending_ledger_recorded_at_idx').on(table.tenantId, table.recordedAt, table.id),
    check('spending_ledger_kind_check', oneOf('kind', entryKinds)),
    check(
      'spending_ledger_deltas_check',
      sql`case kind
        when 'reserve' then reserved_delta > 0 and settled_delta = 0
        when 'settle' then reserved_delta = -settled_delta and settled_delta <> 0
        else least(reserved_delta, settled_delta) < 0 and greatest(reserved_delta, settled_delta) = 0 end`,
    ),
  ],
)

/** How far the ledger of each currency was read again and found unaltered. */
export const ledgerProofs = pgTable(
  'ledger_proofs',
  {
    tenantId: tenantId(),
    currency: text().notNull(),
    entryNo: bigint({ mode: 'number' }).notNull(),
    hash: text().notNull(),
    provedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.currency] })],
)
