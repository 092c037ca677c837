import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { passDeadlineSql } from '../../support/pass-deadline.ts'
import type { Client } from './client.ts'

/** What the variables of the guide's chapter on scopes of work stand for. */
export async function arrangeScopes(admin: Client): Promise<Record<string, string>> {
  const post = async (path: string, body: object = {}) => {
    const answer = await admin.post(`/api/v1/${path}`, body)
    return (await answer.json()).data as { id: string }
  }
  const { id: SERVICE_ID } = await post('services', { services_name: randomUUID() })
  const { id: CLIENT_ID } = await post('clients', { client_no: randomUUID(), name: 'Alder Hotels' })
  const addScope = async () => {
    const given = { service_id: SERVICE_ID, scope_name: 'Daily cleaning', content: 'Sweep\nMop' }
    const { id } = await post('scopes-of-work', given)
    await admin.send('PATCH', `/api/v1/scopes-of-work/${id}`, { scope_of_work_status: 'in_review' })
    await post(`scopes-of-work/${id}/versions/1/publish`)
    return id
  }
  const [SCOPE_ID, DRAFTED_SCOPE_ID] = [await addScope(), await addScope()]
  await post(`scopes-of-work/${DRAFTED_SCOPE_ID}/versions`, { content: 'Sweep\nMop twice' })
  const terms = { client_id: CLIENT_ID, scope_id: SCOPE_ID, currency: 'EUR', starts_on: '2026-01-01' }
  const [proposed, accepted] = [await post('client-scopes', terms), await post('client-scopes', terms)]
  await post(`client-scopes/${accepted.id}/accept`)
  return {
    ...{ SERVICE_ID, CLIENT_ID, SCOPE_ID, DRAFTED_SCOPE_ID },
    ...{ CLIENT_SCOPE_ID: proposed.id, ACCEPTED_SCOPE_ID: accepted.id },
  }
}

const day = 86_400_000

/** What the variables of the guide's chapter on requests for proposal stand for. */
export async function arrangeRfps(
  admin: Client,
  owner: pg.Pool,
  tenantId: string,
): Promise<Record<string, string>> {
  const post = async (path: string, body: object = {}) => {
    const answer = await admin.post(`/api/v1/${path}`, body)
    return (await answer.json()).data
  }
  const { rows } = await owner.query(
    `insert into suppliers (tenant_id, supplier_no, name, currency, status)
     select $1, uuidv7()::text, 'A supplier', 'EUR', 'active' from generate_series(1, 2) returning id`,
    [tenantId],
  )
  const supplier_ids = rows.map(({ id }) => id)
  const addRfp = () =>
    post('rfps', {
      ...{ rfp_no: randomUUID(), title: 'Chairs', currency: 'EUR', supplier_ids },
      deadline: new Date(Date.now() + 7 * day).toISOString(),
      lines: [{ description: 'Chair', quantity: 10 }],
      criteria: [{ name: 'Price', weight: 100 }],
    })
  const answered = async (rfp: { id: string; lines: { id: string }[] }, isSubmitted: boolean) => {
    await post(`rfps/${rfp.id}/publish`)
    const lines = [{ line_id: rfp.lines[0]!.id, price: '10' }]
    const { id } = await post(`rfps/${rfp.id}/responses`, { supplier_id: supplier_ids[0], lines })
    if (isSubmitted) await post(`rfps/${rfp.id}/responses/${id}/submit`)
    return id
  }
  const [draft, open, closed, over] = [await addRfp(), await addRfp(), await addRfp(), await addRfp()]
  const drafted = await answered(open, false)
  const won = await answered(closed, true)
  await answered(over, true)
  const submitted = await post(`rfps/${open.id}/responses`, {
    ...{ supplier_id: supplier_ids[1], lines: [{ line_id: open.lines[0].id, price: '9' }] },
  })
  await post(`rfps/${open.id}/responses/${submitted.id}/submit`)
  await letPass(owner, closed.id)
  await post(`rfps/${closed.id}/close`)
  const { rows: free } = await owner.query(
    `insert into suppliers (tenant_id, supplier_no, name, currency, status)
     values ($1, uuidv7()::text, 'A supplier', 'EUR', 'active') returning id`,
    [tenantId],
  )
  await owner.query('insert into rfp_invitations (tenant_id, rfp_id, supplier_id) values ($1, $2, $3)', [
    ...[tenantId, open.id, free[0].id],
  ])
  // Last, before a worker closes it by itself.
  await letPass(owner, over.id)
  return {
    ...{ RFP_ID: draft.id, OPEN_RFP_ID: open.id, CLOSED_RFP_ID: closed.id, OVER_RFP_ID: over.id },
    ...{ OPEN_LINE_ID: open.lines[0].id, CLOSED_LINE_ID: closed.lines[0].id, INVITED_ID: free[0].id },
    ...{ DRAFT_RESPONSE_ID: drafted, RESPONSE_ID: submitted.id, WON_RESPONSE_ID: won },
    CRITERION_ID: closed.criteria[0].id,
  }
}

/** Lets the deadline of a request pass, which nothing in the product can. */
async function letPass(owner: pg.Pool, id: string): Promise<void> {
  await owner.query(passDeadlineSql(id))
}
