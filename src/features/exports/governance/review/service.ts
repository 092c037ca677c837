import { readTexts, readWithin, setTimeZone } from '#src/features/datasets/rows/repository.ts'
import { compileAggregate } from '#src/features/datasets/rows/sql.ts'
import { queueMail } from '#src/features/mail/service.ts'
import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { fileColumns } from '../../record/about-file.ts'
import { type FilePlan, planFile } from '../../record/plan-file.ts'
import type { ExportRow } from '../../record/repository.ts'
import { requestOf } from '../../record/request.ts'
import { findAdmins, insertApproval } from '../record/repository.ts'
import { type Reason, reasonsInWords, showsSensitive } from '../record/rules.ts'
import { currentRules } from '../record/service.ts'

const countingSeconds = 2

type Requested = Pick<
  ExportRow,
  'exportType' | 'format' | 'filters' | 'columns' | 'sort' | 'options' | 'timeZone'
>

export interface Review {
  /** Why it must wait for an admin; empty: it may run at once. */
  reasons: Reason[]
  retentionDays: number | null
}

/** What the company's rules say of a request. */
export async function reviewRequest(tx: Tx, { principal }: Context, requested: Requested): Promise<Review> {
  const rules = await currentRules(tx)
  const reasons: Reason[] = []
  if (rules.approvalSensitive || rules.approvalRows !== null) {
    const plan = planFile(principal, requestOf(requested))
    if (rules.approvalSensitive && showsSensitive(plan.dataset, fileColumns(plan.columns)))
      reasons.push('sensitive')
    if (rules.approvalRows !== null) reasons.push(...(await tooMany(tx, plan, rules.approvalRows)))
  }
  const longest = env().EXPORT_RETENTION_DAYS
  return {
    reasons,
    retentionDays: rules.retentionDays === null ? null : Math.min(rules.retentionDays, longest),
  }
}

/** Notes that an export waits, and tells every admin who may decide. */
export async function requestApproval(tx: Tx, row: ExportRow, reasons: Reason[]): Promise<void> {
  const { tenantId, requestId, id } = row
  await insertApproval(tx, { tenantId, exportId: id, reasons })
  const body = [
    `The export "${row.exportName}" is waiting for approval: ${reasonsInWords(reasons).join('; ')}.`,
    `Decide here: ${new URL('/exports/approvals', env().APP_URL)}`,
  ]
  for (const admin of await findAdmins(tx)) {
    if (admin.id === row.createdBy) continue
    await queueMail(tx, {
      ...{ tenantId, requestId, about: { type: 'export', id } },
      kind: 'approval_requested',
      recipient: admin.email,
      subject: `Approval needed: ${row.exportName}`,
      body: `${body.join('\n\n')}\n`,
    })
  }
}

/** Counts no further than the limit, so that it takes no longer for a larger table. */
async function tooMany(tx: Tx, plan: FilePlan, limit: number): Promise<Reason[]> {
  // Nothing of ours waits for another server; an admin decides instead.
  if (plan.dataset.source) return ['uncounted']
  await setTimeZone(tx, plan.timeZone)
  const { text, values } = compileAggregate({ ...plan, columns: [], sort: [] }, ['1'])
  const limited = { text: `select count(*) from (${text} limit ${limit + 1}) counted`, values }
  const found = await readWithin(tx, countingSeconds * 1000, () => readTexts(tx, limited))
  const counted = found && Number(found[0]![0])
  if (counted === undefined) return ['uncounted']
  return counted > limit ? ['rows'] : []
}
