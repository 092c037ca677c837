import type { Problem } from '#src/lib/http/action.ts'
import type { RowSums } from '../../rows/schema.ts'

/** What a page hears of the totals, whenever they are there. */
export type Totals = { ok: true; data: RowSums } | { ok: false; problem: Problem }
