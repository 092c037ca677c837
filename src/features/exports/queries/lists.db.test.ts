import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { ask } from '../../../../tests/support/exports.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { deleteExport } from '../commands/delete.ts'
import { findByHash } from './find-by-hash.ts'
import { getHome } from './home.ts'
import { listExports } from './list.ts'

let admin: Context
let manager: Context

beforeEach(async () => {
  const tenant = await createTenant(3)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
})

const namesOf = (exports: { export_name: string }[]) => exports.map(({ export_name }) => export_name)

const change = (id: string, assignments: string) =>
  ownerRows(`update data_exports set ${assignments} where id = $1`, [id])

describe('finding an export by the hash of its file', () => {
  it('names the export, its file and who asked for it, also after it has expired or was deleted', async () => {
    const { id, files } = await finishedExport(admin, { export_name: 'For the auditor' })
    const sha256 = files[0]!.sha256
    const { firstName, lastName } = admin.principal
    const expected = {
      ...{ id, export_name: 'For the auditor', file_name: expect.stringMatching(/\.csv$/) },
      exported_by: `${firstName} ${lastName}`,
    }
    expect((await findByHash.execute(manager, { sha256 })).found).toMatchObject([expected])
    await change(id, `expires_at = now() - interval '1 hour'`)
    expect((await findByHash.execute(manager, { sha256 })).found).toMatchObject([expected])
    await deleteExport.execute(admin, { id })
    expect((await findByHash.execute(manager, { sha256 })).found).toMatchObject([expected])
  })

  it('finds nothing for another company, another hash, or what is no hash', async () => {
    const { files } = await finishedExport(admin)
    const sha256 = files[0]!.sha256
    const stranger = await contextOf(await createTenant(3), 'super_admin')
    expect(await findByHash.execute(stranger, { sha256 })).toEqual({ found: [] })
    expect(await findByHash.execute(admin, { sha256: '0'.repeat(64) })).toEqual({ found: [] })
    for (const wrong of ['', sha256.toUpperCase(), `${sha256}0`])
      await expect(findByHash.execute(admin, { sha256: wrong })).rejects.toMatchObject({
        code: 'invalid_request',
      })
  })
})

describe('the home page', () => {
  it('has the failures of the last week, what runs, and the newest five files, each newest first', async () => {
    const failed = await ask(admin, { export_name: 'Failed today' })
    await change(failed.id, `status = 'failed', completed_at = now()`)
    const older = await ask(admin, { export_name: 'Failed last week' })
    await change(older.id, `status = 'failed', completed_at = now(), created_at = now() - interval '8 days'`)
    await ask(admin, { export_name: 'Waiting' })
    for (let n = 1; n <= 6; n += 1) await finishedExport(admin, { export_name: `File ${n}` })
    const home = await getHome.execute(admin, {})
    expect(namesOf(home.failed)).toEqual(['Failed today'])
    expect(namesOf(home.unfinished)).toEqual(['Waiting'])
    expect(namesOf(home.ready)).toEqual(['File 6', 'File 5', 'File 4', 'File 3', 'File 2'])
    expect(home.failures).toBe(1)
  })

  it('shows a manager only their own exports and those sent to them', async () => {
    await finishedExport(admin, { export_name: 'The admin’s' })
    await finishedExport(admin, { export_name: 'Sent', recipients: [manager.principal.email] })
    await finishedExport(manager, { export_name: 'Own', export_type: 'customers' })
    expect(namesOf((await getHome.execute(manager, {})).ready)).toEqual(['Own', 'Sent'])
    expect(namesOf((await getHome.execute(admin, {})).ready)).toEqual(['Own', 'Sent', 'The admin’s'])
  })
})

describe('the list of exports', () => {
  it('tells expired exports from completed ones at the instant of their expiry', async () => {
    const expired = await finishedExport(admin, { export_name: 'Expired' })
    const kept = await finishedExport(admin, { export_name: 'Kept' })
    const forever = await finishedExport(admin, { export_name: 'Kept for good' })
    const failed = await ask(admin, { export_name: 'Failed' })
    await change(expired.id, 'expires_at = now()')
    await change(kept.id, `expires_at = now() + interval '1 hour'`)
    await change(forever.id, 'expires_at = null')
    await change(failed.id, `status = 'failed', expires_at = now() - interval '1 hour'`)
    const withStatus = async (status: 'expired' | 'completed' | undefined) => {
      const { items, pagination } = await listExports.execute(admin, { status })
      expect(pagination.total).toBe(items.length)
      return namesOf(items)
    }
    expect(await withStatus('expired')).toEqual(['Expired'])
    expect(await withStatus('completed')).toEqual(['Kept for good', 'Kept'])
    expect(await withStatus(undefined)).toEqual(['Failed', 'Kept for good', 'Kept', 'Expired'])
  })
})
