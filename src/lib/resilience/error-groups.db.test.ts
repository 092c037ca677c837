import { expect, it } from 'vitest'
import { createTenant, ownerRows } from '../../../tests/support/owner.ts'
import type { TenantId } from '../context.ts'
import { describeError, reportError } from './error-groups.ts'

it('failures with one cause are one group, whatever their values are', async () => {
  const tenantId = (await createTenant(0)).id as TenantId
  const fail = (id: number) =>
    new Error(`no row ${id} for "ana@example.com" of 019a3f1c-0000-7000-8000-00000000000a`)
  const at = (place: string, requestId: string) => ({ tenantId, requestId, place })
  await reportError(fail(1), at('exports.run', 'first'))
  await reportError(fail(22), at('exports.run', 'second'))
  await reportError(fail(1), at('mails.send', 'third'))
  await reportError('a text', at('mails.send', 'fourth'))
  const groups = await ownerRows(
    'select place, name, message, occurrences, last_request_id as last from error_groups where tenant_id = $1 order by id',
    [tenantId],
  )
  const message = 'no row … for … of …'
  expect(groups).toEqual([
    { place: 'exports.run', name: 'Error', message, occurrences: 2, last: 'second' },
    { place: 'mails.send', name: 'Error', message, occurrences: 1, last: 'third' },
    { place: 'mails.send', name: 'string', message: 'a text', occurrences: 1, last: 'fourth' },
  ])
})

it('a storm of one failure is counted whole', async () => {
  const tenantId = (await createTenant(0)).id as TenantId
  const place = { tenantId, requestId: 'r', place: 'exports.run' }
  await Promise.all(Array.from({ length: 50 }, () => reportError(new Error('the disk is full'), place)))
  expect(await ownerRows('select occurrences from error_groups where tenant_id = $1', [tenantId])).toEqual([
    { occurrences: 50 },
  ])
})

it('a statement that failed is told by its cause, and what cannot be counted throws nothing', async () => {
  const cause = new TypeError('division by zero')
  expect(describeError(new Error('select 1 / 0', { cause }), 'x')).toMatchObject({
    name: 'TypeError',
    message: 'division by zero',
  })
  const nobody = { tenantId: '01980000-0000-7000-8000-000000000001' as TenantId, requestId: 'r', place: 'x' }
  await expect(reportError(cause, nobody)).resolves.toBeUndefined()
  await expect(reportError(Object.create(null), nobody)).resolves.toBeUndefined()
})
