import type { LimitRow, Room } from './repository.ts'
import type { LimitResource, RoomResource } from './schema.ts'

/** A limit with what is left of it in each current period. */
export function toLimit(row: LimitRow, rooms: Room[], names: Map<string, string>): LimitResource {
  return {
    id: row.id,
    scope: row.scope as LimitResource['scope'],
    subject: row.subject,
    subject_name: row.scope === 'category' ? row.subject : (names.get(row.subject ?? '') ?? null),
    currency: row.currency,
    per_transaction_cap: row.perTransactionCap,
    daily_cap: row.dailyCap,
    weekly_cap: row.weeklyCap,
    monthly_cap: row.monthlyCap,
    total_cap: row.totalCap,
    reserve_amount: row.reserveAmount,
    emergency_threshold: row.emergencyThreshold,
    approve_over: row.approveOver,
    alert_at: row.alertAt,
    time_zone: row.timeZone,
    week_starts_on: row.weekStartsOn,
    is_active: row.isActive,
    rooms: rooms.filter(({ limit_id }) => limit_id === row.id).map(toRoom),
    version: row.version,
    updated_at: row.updatedAt.toISOString(),
  }
}

function toRoom({ period, cap, reserved, settled, resets_at }: Room): RoomResource {
  const committed = reserved + settled
  return {
    period,
    cap,
    committed,
    room: cap === null ? null : Math.max(cap - committed, 0),
    over_by: cap === null ? 0 : Math.max(committed - cap, 0),
    resets_at,
  }
}
