import { beforeAll, describe, expect, it } from 'vitest'
import { createDataset } from '#src/features/datasets/custom/commands/create.ts'
import { getDataset } from '#src/features/datasets/custom/queries/get.ts'
import type { Context } from '#src/lib/context.ts'
import { env } from '#src/lib/env.ts'
import { ownerRows } from '../../../tests/support/owner.ts'
import { connectShop, everyType, refusal, type Shop } from '../../../tests/support/shop.ts'
import type { SourceDatabase } from '../../../tests/support/source-database.ts'
import { checkSource } from './commands/check.ts'
import { createSource } from './commands/create.ts'
import { deleteSource } from './commands/delete.ts'
import { getSource } from './queries/get.ts'
import { listSources } from './queries/list.ts'
import { listRelations } from './queries/list-relations.ts'

let shop: Shop
let database: SourceDatabase
let admin: Context
let stranger: Context
let source_id: string

beforeAll(async () => {
  shop = await connectShop()
  ;({ database, stranger, source_id } = shop)
  await refresh()
})

async function refresh(): Promise<void> {
  admin = await shop.admin()
}

async function made(relation: { schema: string; name: string }, more: object = {}) {
  const dataset = await createDataset.execute(admin, { source_id, ...relation, ...more })
  await refresh()
  return dataset
}

describe('a source', () => {
  it('never shows its password, to nobody and nowhere', async () => {
    const told = JSON.stringify([
      await getSource.execute(admin, { id: source_id }),
      await listSources.execute(admin, {}),
      await checkSource.execute(admin, { id: source_id }),
      await ownerRows('select * from audit_entries'),
      await ownerRows('select * from sources'),
    ])
    expect(told).toContain(source_id)
    expect(told).not.toContain('a-password-nobody-may-see')
    expect(told).toContain('"state":"ok"')
  })

  it('says in a sentence what is wrong with a connection, and keeps none that does not work', async () => {
    const [right] = [new URL(database.reader)]
    const changed = (change: (url: URL) => void) => {
      const url = new URL(right!)
      change(url)
      return refusal(
        createSource.execute(admin, { connection: url.toString(), name: `No ${url}`.slice(0, 90) }),
      )
    }
    const before = await listSources.execute(admin, {})
    expect(await changed((url) => (url.password = 'wrong'))).toMatchObject({
      ...{ code: 'source_auth_failed', message: expect.stringContaining('refuses the user') },
    })
    expect(await changed((url) => (url.pathname = '/nowhere'))).toMatchObject({ code: 'source_auth_failed' })
    expect(await changed((url) => (url.port = '1'))).toMatchObject({
      ...{ code: 'source_unreachable', message: expect.stringContaining('Nothing answers') },
    })
    expect(await changed((url) => (url.hostname = 'no-such-host.invalid'))).toMatchObject({
      code: 'source_unreachable',
    })
    expect(await changed((url) => url.searchParams.delete('sslmode'))).toMatchObject({
      ...{ code: 'source_unreachable', message: expect.stringContaining('does not encrypt') },
    })
    for (const host of ['169.254.169.254', '[fd00:ec2::254]', '[::ffff:169.254.169.254]', '0.0.0.0'])
      expect(await changed((url) => (url.hostname = host)), host).toMatchObject({
        ...{ code: 'source_unreachable', message: expect.stringContaining('does not connect to') },
      })
    env().SOURCE_LOOPBACK = false
    expect(await changed(() => {})).toMatchObject({ message: expect.stringContaining('does not connect to') })
    env().SOURCE_LOOPBACK = true
    expect(await listSources.execute(admin, {})).toEqual(before)
  })

  it('is unknown to another company, and stays while a dataset reads it', async () => {
    const { key } = await made({ schema: 'public', name: 'nothing' })
    for (const call of [getSource, checkSource, deleteSource, listRelations])
      expect(await refusal(call.execute(stranger, { id: source_id }))).toMatchObject({ code: 'not_found' })
    expect(await refusal(getDataset.execute(stranger, { key }))).toMatchObject({ code: 'not_found' })
    expect(await refusal(deleteSource.execute(admin, { id: source_id }))).toMatchObject({ code: 'in_use' })
  })

  it('tells its relations: kind, key, rows and comment, but no partitions by themselves', async () => {
    const { items } = await listRelations.execute(admin, { id: source_id })
    const found = new Map(items.map((item) => [item.name, item]))
    expect(found.get('orders')).toMatchObject({
      ...{
        kind: 'table',
        key: ['order_no', 'line'],
        estimated_rows: 500,
        comment: 'What customers have ordered.',
      },
    })
    expect(found.get('doubled')).toMatchObject({ kind: 'view', key: [], estimated_rows: null })
    expect(found.get('kept')).toMatchObject({ kind: 'materialized_view', key: [] })
    expect(found.get('measured')).toMatchObject({ kind: 'partitioned_table', estimated_rows: 400 })
    expect(found.has('measured_2025')).toBe(false)
    expect(found.get(everyType.name)).toMatchObject({ ...everyType, key: ['the id'] })
    const some = await listRelations.execute(admin, { id: source_id, search: 'ORDER' })
    expect(some.items.map(({ name }) => name)).toEqual(['orders'])
  })
})
