import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { listRows } from '../queries/list-rows.ts'
import { auditTrail } from './audit-trail.ts'

let admin: Context
let manager: Context

beforeAll(async () => {
  const tenant = await createTenant(1)
  const others = await createTenant(1)
  ;[admin, manager] = [await contextOf(tenant, 'admin'), await contextOf(tenant, 'manager')]
  for (const { principal, action } of [
    { principal: admin.principal, action: 'export.created' as const },
    { principal: manager.principal, action: 'export.deleted' as const },
    { principal: (await contextOf(others, 'admin')).principal, action: 'export.created' as const },
  ]) {
    const { tenantId, userId } = principal
    await transaction(tenantId, 'read write', (tx) =>
      writeAuditEntry(
        tx,
        { tenantId, userId, requestId: 'test' },
        { action, subjectType: 'export', subjectId: userId, details: { name: 'Größe' } },
      ),
    )
  }
  await transaction(admin.principal.tenantId, 'read write', (tx) =>
    writeAuditEntry(
      tx,
      { tenantId: admin.principal.tenantId, requestId: 'sweep' },
      { action: 'schedule.held', subjectType: 'schedule', subjectId: admin.principal.userId },
    ),
  )
})

const read = async (filters: Record<string, unknown> = {}) =>
  (await listRows.execute(admin, { key: 'audit_trail', filters: JSON.stringify(filters) })).rows.map(
    ({ values }) => values,
  )

describe('the audit trail as a dataset', () => {
  it('has every entry of its own company, newest first, also those of the system', async () => {
    const found = await read()
    expect(found.map(({ action }) => action)).toEqual(['schedule.held', 'export.deleted', 'export.created'])
    expect(found[0]).toMatchObject({ person: null, email: null })
    expect(found[2]).toMatchObject({ email: admin.principal.email, subject_type: 'export' })
  })

  it.each([
    ['search', 'deleted', ['export.deleted']],
    ['action', ['export.created'], ['export.created']],
    ['subject_type', 'schedule', ['schedule.held']],
    ['period', 'today', ['schedule.held', 'export.deleted', 'export.created']],
    ['date_to', '2020-01-01', []],
  ])('filtered by %s has the entries that match', async (key, value, actions) => {
    expect((await read({ [key]: value })).map(({ action }) => action)).toEqual(actions)
  })

  it('is filtered by person, subject and id', async () => {
    const { userId, email } = manager.principal
    for (const filters of [{ user_id: userId }, { email }, { subject_id: userId }])
      expect((await read(filters)).map(({ action }) => action)).toEqual(['export.deleted'])
    const [{ id }] = (await ownerRows<{ id: string }>(
      'select id from audit_entries where tenant_id = $1 order by created_at limit 1',
      [admin.principal.tenantId],
    )) as [{ id: string }]
    expect((await read({ ids: [id] })).map(({ action }) => action)).toEqual(['export.created'])
    expect(auditTrail.filters).toHaveLength(10)
  })

  it('is for admins alone', async () => {
    const refused = listRows.execute(manager, { key: 'audit_trail' })
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' })
  })
})
