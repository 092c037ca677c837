import type { ApprovalDecision } from '#src/lib/db/schema/export-governance.ts'
import { definePage, defineQuery } from '#src/lib/operation/operation.ts'
import { getVisible } from '../../record/access.ts'
import { viewerOf } from '../../record/repository.ts'
import { toResource } from '../../record/resource.ts'
import { byId } from '../../record/schema.ts'
import {
  countOpenAlerts,
  countWaitingApprovals,
  findApproval,
  findOpenAlerts,
  findWaitingApprovals,
} from '../record/repository.ts'
import { reasonsInWords } from '../record/rules.ts'
import { alertResource, approvalResource, exportApproval, pageInput } from '../record/schema.ts'

export const listApprovals = definePage({
  name: 'exports.approvals.list',
  summary: 'Exports waiting for approval, longest wait first.',
  permission: 'exports.approve',
  input: pageInput,
  item: approvalResource,
  async run({ context, tx, input: { page, limit } }) {
    const found = await findWaitingApprovals(tx, limit, (page - 1) * limit)
    const items = found.map(({ approval, row, creator }) => ({
      export: toResource({ row, creator }, viewerOf(context.principal)),
      reasons: reasonsInWords(approval.reasons),
      requested_at: approval.requestedAt.toISOString(),
      may_decide: row.createdBy !== context.principal.userId,
    }))
    return { items, pagination: pagination(page, limit, await countWaitingApprovals(tx)) }
  },
})

export const listAlerts = definePage({
  name: 'exports.alerts.list',
  summary: 'Open alerts about large or sensitive exports, newest first.',
  permission: 'exports.approve',
  input: pageInput,
  item: alertResource,
  async run({ tx, input: { page, limit } }) {
    const found = await findOpenAlerts(tx, limit, (page - 1) * limit)
    const items = found.map(({ alert, row, creator }) => ({
      id: row.id,
      export_name: row.exportName,
      export_type: row.exportType,
      record_count: row.recordCount,
      creator: { id: creator.id, first_name: creator.firstName, last_name: creator.lastName },
      reasons: reasonsInWords(alert.reasons),
      at: alert.createdAt.toISOString(),
    }))
    return { items, pagination: pagination(page, limit, await countOpenAlerts(tx)) }
  },
})

/** How one export was approved, for whoever may see it. */
export const getApproval = defineQuery({
  name: 'exports.approvals.get',
  summary: 'Why an export had to wait for an approval, and what was decided.',
  permission: 'exports.read',
  input: byId,
  output: exportApproval,
  async run({ context, tx, input }) {
    const { row } = await getVisible(tx, context, input.id)
    const found = await findApproval(tx, row.id)
    if (!found) return null
    const { approval, decider } = found
    return {
      reasons: reasonsInWords(approval.reasons),
      requested_at: approval.requestedAt.toISOString(),
      decision: approval.decision as ApprovalDecision | null,
      decided_by: decider && { id: decider.id, first_name: decider.firstName, last_name: decider.lastName },
      decided_at: approval.decidedAt?.toISOString() ?? null,
      note: approval.note,
    }
  },
})

function pagination(page: number, limit: number, total: number) {
  const hasMore = page * limit < total
  return { page, limit, total, pages: Math.ceil(total / limit), next_cursor: null, has_more: hasMore }
}
