import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '#src/lib/permissions.ts'
import type { FixtureTenant } from '../../../../scripts/sample/fixtures.ts'
import type { Rule } from './rule.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']

const read = { may: managers, reads: true, answer: 200 } as const
const change = { may: managers, answer: 200, changes: true, subject: 'rfp' } as const
const answer = { may: managers, answer: 200, changes: true, subject: 'response' } as const
const rfps = '/v1/rfps'
const one = `${rfps}/{id}/responses/{response}`

const rfp = () => ({
  ...{ rfp_no: randomUUID(), title: 'Matrix', currency: 'EUR', deadline: '2099-01-01T00:00:00Z' },
})

/** Who may do what with requests for proposal: published ones, each with a response that is a draft. */
export const rfpRules: Rule[] = [
  { route: `GET ${rfps}`, ...read },
  { route: `POST ${rfps}`, may: managers, body: rfp, answer: 201, changes: true },
  { route: `GET ${rfps}/{id}`, ...read, subject: 'rfp' },
  { route: `GET ${rfps}/{id}/pdf`, ...read, subject: 'rfp' },
  { route: `PATCH ${rfps}/{id}`, ...change, body: () => ({ deadline: '2100-01-01T00:00:00Z' }) },
  { route: `POST ${rfps}/{id}/publish`, ...change, answer: 409 },
  { route: `POST ${rfps}/{id}/close`, ...change, answer: 409 },
  {
    route: `POST ${rfps}/{id}/award`,
    ...{ ...change, may: admins, answer: 409 },
    body: () => ({ awards: [{ line_id: randomUUID(), response_id: randomUUID() }] }),
  },
  { route: `POST ${rfps}/{id}/cancel`, ...change },
  { route: `GET ${rfps}/{id}/responses`, ...read, subject: 'rfp' },
  // Its only invited supplier has answered already.
  {
    route: `POST ${rfps}/{id}/responses`,
    ...{ ...change, answer: 400, body: () => ({ supplier_id: randomUUID() }) },
  },
  { route: `GET ${one}`, ...read, subject: 'response' },
  { route: `PATCH ${one}`, ...answer, body: () => ({ lead_time_days: 3 }) },
  { route: `POST ${one}/submit`, ...answer },
  { route: `POST ${one}/withdraw`, ...answer, answer: 409 },
  {
    route: `POST ${one}/score`,
    ...{ ...answer, answer: 409, body: () => ({ decision: 'shortlisted' }) },
  },
]

interface Owner {
  tenant: FixtureTenant
  user: string
}

/** A published request with a line and a response, all by the same ID. */
export async function addRfp(owner: pg.Pool, { tenant, user }: Owner): Promise<string> {
  const { rows } = await owner.query(
    `with supplier as (
       insert into suppliers (tenant_id, supplier_no, name, currency, status)
       values ($1, uuidv7()::text, 'Matrix', 'EUR', 'active') returning id
     ), request as (
       insert into rfps (tenant_id, rfp_no, title, status, currency, deadline, published_at, created_by)
       values ($1, uuidv7()::text, 'Matrix', 'published', 'EUR', '2099-01-01', now(), $2) returning id
     ), line as (
       insert into rfp_lines (tenant_id, id, rfp_id, position, description, quantity, unit)
       select $1, id, id, 1, 'Matrix', 1, 'piece' from request
     ), invitation as (
       insert into rfp_invitations (tenant_id, rfp_id, supplier_id)
       select $1, request.id, supplier.id from request, supplier
     ), response as (
       insert into rfp_responses (tenant_id, id, rfp_id, supplier_id)
       select $1, request.id, request.id, supplier.id from request, supplier
     ), price as (
       insert into rfp_response_lines (tenant_id, response_id, line_id, price) select $1, id, id, 5 from request
     )
     select id from request`,
    [tenant.id, user],
  )
  return rows[0].id
}
