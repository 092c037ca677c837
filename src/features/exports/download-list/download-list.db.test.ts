import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { listDownloads } from './service.ts'

let admin: Context
let manager: Context

beforeAll(async () => {
  const tenant = await createTenant(1)
  const other = await createTenant(1)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
  // Several in the same microsecond, so that only the id tells them apart.
  for (const { id } of [tenant, other])
    await ownerRows(
      `insert into export_download_logs (tenant_id, export_id, file_name, user_id, downloaded_at, complete)
       select $1, uuidv7(), 'file-' || n % 5 || '.csv', ($2::uuid[])[1 + n % 2],
         timestamptz '2026-03-28 22:00:00.123456+01' + n / 3 * interval '3 hours', n % 4 > 0
       from generate_series(0, 29) n`,
      [id, [admin.principal.userId, manager.principal.userId]],
    )
})

describe('the log of downloads', () => {
  it('is paged newest first without losing or repeating one', async () => {
    const seen: { id: string; downloaded_at: string }[] = []
    let cursor: string | undefined
    do {
      const page = await listDownloads.execute(admin, { limit: 7, ...(cursor ? { cursor } : {}) })
      expect(page.pagination.total).toBe(30)
      seen.push(...page.items)
      cursor = page.pagination.next_cursor ?? undefined
    } while (cursor)
    const stored = await ownerRows(
      'select id from export_download_logs where tenant_id = $1 order by downloaded_at desc, id desc',
      [admin.principal.tenantId],
    )
    expect(seen.map(({ id }) => id)).toEqual(stored.map(({ id }) => id))
  })

  it('is searched by file, person, day of the company’s zone, and whole or not', async () => {
    const total = async (input: object) => (await listDownloads.execute(admin, input)).pagination.total
    expect(await total({ search: 'FILE-3' })).toBe(6)
    expect(await total({ search: manager.principal.email })).toBe(15)
    expect(await total({ search: 'manager' })).toBe(15)
    expect(await total({ user_id: admin.principal.userId })).toBe(15)
    expect(await total({ complete: 'false' })).toBe(8)
    // In Berlin 29 March lasts from 23:00 to 22:00 UTC.
    expect(await total({ date_to: '2026-03-28' })).toBe(3)
    expect(await total({ date_from: '2026-03-29', date_to: '2026-03-29' })).toBe(24)
    expect(await total({ search: '%' })).toBe(0)
  })

  it('is for admins, and takes no cursor of another list', async () => {
    await expect(listDownloads.execute(manager, {})).rejects.toMatchObject({ code: 'forbidden' })
    const forged = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url')
    for (const cursor of ['x', forged(['9'.repeat(18), manager.principal.userId]), forged(['1', 'no-id'])])
      await expect(listDownloads.execute(admin, { cursor })).rejects.toMatchObject({
        code: 'invalid_request',
      })
    const far = forged(['9'.repeat(17), manager.principal.userId])
    await expect(listDownloads.execute(admin, { cursor: far })).resolves.toBeDefined()
  })
})
