import type pg from 'pg'
import { type Ids, insertRows, timestamps } from '../../insert-rows.ts'
import type { Rfp } from '../sourcing.ts'

export async function insertRfps(
  client: pg.ClientBase,
  tenantId: string,
  rfps: Rfp[],
  { scopeIds, supplierIds, createdBy }: { scopeIds: Ids; supplierIds: Ids; createdBy: string },
): Promise<void> {
  const types = {
    rfpNo: 'text',
    title: 'text',
    description: 'text',
    status: 'text',
    scopeId: 'uuid',
    scopeVersion: 'integer',
    currency: 'text',
    deadline: 'timestamptz',
    publishedAt: 'timestamptz',
    createdBy: 'uuid',
    ...timestamps,
  }
  const rows = rfps.map(({ scopeKey, invited, responses, lines, criteria, ...row }) => {
    return { ...row, scopeId: scopeIds.get(scopeKey)!, createdBy }
  })
  const ids = await insertRows(client, 'rfps', tenantId, types, rows)
  const to = (supplierNo: string, index: number) => {
    return { rfpId: ids[index]!, supplierId: supplierIds.get(supplierNo)! }
  }
  const party = { rfpId: 'uuid', supplierId: 'uuid' }
  const invitations = rfps.flatMap(({ invited, publishedAt, createdAt }, index) =>
    invited.map((supplierNo) => ({ ...to(supplierNo, index), invitedAt: publishedAt ?? createdAt })),
  )
  await client.query(
    `insert into rfp_invitations (tenant_id, rfp_id, supplier_id, invited_at)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::timestamptz[])`,
    [
      tenantId,
      invitations.map(({ rfpId }) => rfpId),
      invitations.map(({ supplierId }) => supplierId),
      invitations.map(({ invitedAt }) => invitedAt),
    ],
  )
  const parts = { rfpId: 'uuid', position: 'integer' }
  const lineTypes = { ...parts, description: 'text', quantity: 'integer', unit: 'text' }
  const lines = rfps.flatMap((rfp, index) =>
    rfp.lines.map(({ usual, ...line }, place) => ({ ...line, rfpId: ids[index]!, position: place + 1 })),
  )
  const lineIds = await insertRows(client, 'rfp_lines', tenantId, lineTypes, lines)
  const criteria = rfps.flatMap((rfp, index) =>
    rfp.criteria.map((one, place) => ({ ...one, rfpId: ids[index]!, position: place + 1 })),
  )
  const criterionTypes = { ...parts, name: 'text', weight: 'integer' }
  const criterionIds = await insertRows(client, 'rfp_criteria', tenantId, criterionTypes, criteria)
  const responses = rfps.flatMap((rfp, index) => rfp.responses.map((row) => ({ ...row, index })))
  const responseIds = await insertRows(
    client,
    'rfp_responses',
    tenantId,
    { ...party, status: 'text', amount: 'numeric', leadTimeDays: 'integer', submittedAt: 'timestamptz' },
    responses.map(({ supplierNo, prices, scores, index, ...row }) => ({ ...row, ...to(supplierNo, index) })),
  )
  const idsOf = (all: string[], of: { rfpId: string }[], index: number) =>
    all.filter((_, place) => of[place]!.rfpId === ids[index])
  const prices = responses.flatMap((response, place) =>
    response.prices.map((price, line) => [
      responseIds[place]!,
      idsOf(lineIds, lines, response.index)[line]!,
      price,
    ]),
  )
  await client.query(
    `insert into rfp_response_lines (tenant_id, response_id, line_id, price)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::numeric[])`,
    [tenantId, ...[0, 1, 2].map((column) => prices.map((row) => row[column]))],
  )
  const scores = responses.flatMap((response, place) =>
    response.scores.map((score, criterion) => [
      responseIds[place]!,
      idsOf(criterionIds, criteria, response.index)[criterion]!,
      score,
    ]),
  )
  await client.query(
    `insert into rfp_scores (tenant_id, response_id, criterion_id, score, scored_by)
     select $1, response_id, criterion_id, score, $5
     from unnest($2::uuid[], $3::uuid[], $4::integer[]) t (response_id, criterion_id, score)`,
    [tenantId, ...[0, 1, 2].map((column) => scores.map((row) => row[column])), createdBy],
  )
  await client.query(
    `update rfp_lines l set awarded_response_id = a.id from rfp_responses a
     where l.tenant_id = $1 and a.tenant_id = $1 and a.rfp_id = l.rfp_id and a.status = 'awarded'`,
    [tenantId],
  )
}
