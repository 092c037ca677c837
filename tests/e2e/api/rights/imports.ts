import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '#src/lib/permissions.ts'
import type { Rule } from './rule.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']

const upload = '/v2/inventory/upload'
const read = { may: managers, reads: true, subject: 'import', answer: 200 } as const
// It was cancelled: whoever may do something with it is told that nothing can be done any more.
const move = { may: managers, subject: 'import', answer: 409 } as const

/** Who may import files into the company's stock. */
export const importRules: Rule[] = [
  { route: `GET ${upload}`, may: managers, reads: true, answer: 200 },
  // It lacks the name of the file, so that no worker begins to read it meanwhile.
  { route: `POST ${upload}`, may: managers, body: () => ({}), answer: 400 },
  { route: `GET ${upload}/template`, may: managers, reads: true, answer: 200 },
  { route: `GET ${upload}/{id}`, ...read },
  { route: `GET ${upload}/{id}/errors`, ...read },
  { route: `GET ${upload}/{id}/error-file`, ...read, answer: 404 },
  { route: `POST ${upload}/{id}/apply`, ...move, body: () => ({}) },
  { route: `POST ${upload}/{id}/cancel`, ...move },
  { route: `POST ${upload}/{id}/undo`, ...move, may: admins },
]

export async function addImport(owner: pg.Pool, tenantId: string, userId: string): Promise<string> {
  const { rows } = await owner.query(
    `insert into imports (tenant_id, file_name, file_key, file_bytes, file_sha256, status, created_by, actor_id, request_id)
     values ($1, 'matrix.csv', $2, 1, 'h', 'cancelled', $3, $3, 'matrix') returning id`,
    [tenantId, randomUUID(), userId],
  )
  return rows[0].id
}
