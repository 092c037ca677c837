import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { contextOf, contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { keyed, purchase } from '../../../../tests/support/spend.ts'
import { getSpending } from '../queries/get-spending.ts'
import { listLimits } from '../queries/list-limits.ts'
import { createTrade } from './create-trade.ts'
import { removeLimit } from './remove-limit.ts'
import { setLimit } from './set-limit.ts'

const password = 'correct horse battery staple'

async function company() {
  const tenant = await createTenant(1)
  const people = await contextsOf(tenant)
  const passwordOf = (role: string) => tenant.users.find((user) => user.role === role)!.password
  return { ...people, password: passwordOf('admin') }
}

const ofCompany = { scope: 'tenant', currency: 'EUR', monthly_cap: 1_000, total_cap: 5_000 } as const
const seen = (version: number) => ({ ifMatch: `"${version}"` })

it('is raised with the password alone, by a person, and every admin is told', async () => {
  const { admin, manager, password: own } = await company()
  await expect(setLimit.execute(admin, ofCompany)).rejects.toMatchObject({
    details: { errors: [{ path: 'password' }] },
  })
  await expect(setLimit.execute(admin, { ...ofCompany, password })).rejects.toMatchObject({
    details: { errors: [{ path: 'password' }] },
  })
  const byKey = { ...admin, principal: { ...admin.principal, apiKeyId: randomUUID() } }
  await expect(setLimit.execute(byKey, ofCompany)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setLimit.execute(manager, ofCompany)).rejects.toMatchObject({ code: 'forbidden' })
  const limit = await setLimit.execute(admin, { ...ofCompany, password: own })
  expect(limit).toMatchObject({ version: 1, time_zone: 'Europe/Berlin', alert_at: [50, 80, 100] })
  const mails = await ownerRows('select recipient from outgoing_mails where tenant_id = $1', [
    admin.principal.tenantId,
  ])
  expect(mails).toHaveLength(2)
})

it('is changed from the version that was read, keeps what is committed, and says by how much it is over', async () => {
  const { admin, password: own } = await company()
  await setLimit.execute(admin, { ...ofCompany, password: own })
  await createTrade.execute(admin, purchase(800), keyed())
  const lower = { ...ofCompany, monthly_cap: 500 }
  await expect(setLimit.execute(admin, lower)).rejects.toMatchObject({ code: 'precondition_required' })
  await expect(setLimit.execute({ ...admin, ...seen(7) }, lower)).rejects.toMatchObject({
    code: 'precondition_failed',
  })
  const limit = await setLimit.execute({ ...admin, ...seen(1) }, lower)
  const month = limit.rooms.find(({ period }) => period === 'month')
  expect(month).toMatchObject({ cap: 500, committed: 800, room: 0, over_by: 300 })
  expect(Date.parse(month!.resets_at!)).toBeGreaterThan(Date.now())
  await expect(createTrade.execute(admin, purchase(1), keyed())).rejects.toMatchObject({
    code: 'trade_refused',
  })
  const spending = await getSpending.execute(admin, { limit_id: limit.id })
  expect(spending).toMatchObject({ committed: 800, reserved: 800, days: [{ committed: 800 }] })
  expect(spending.projection).toBeGreaterThanOrEqual(800)
})

it('of somebody narrows that of the company, and is seen by them and admins', async () => {
  const { admin, manager, password: own } = await company()
  await setLimit.execute(admin, { ...ofCompany, password: own })
  const colleague = {
    scope: 'user',
    subject: admin.principal.userId,
    currency: 'EUR',
    daily_cap: 10,
  } as const
  const theirs = await setLimit.execute(admin, colleague)
  await expect(createTrade.execute(admin, purchase(11), keyed())).rejects.toMatchObject({
    details: { errors: [{ code: 'daily' }] },
  })
  expect((await createTrade.execute(manager, purchase(11), keyed())).outcome).toBe('reserved')
  const scopes = async (context: typeof admin) =>
    (await listLimits.execute(context, {})).items.map(({ scope }) => scope)
  expect(await scopes(admin)).toEqual(['tenant', 'user'])
  expect(await scopes(manager)).toEqual(['tenant'])
  await expect(getSpending.execute(manager, { limit_id: theirs.id })).rejects.toMatchObject({
    code: 'not_found',
  })
  const stranger = await contextOf(await createTenant(1), 'admin')
  for (const subject of ['nobody', stranger.principal.userId])
    await expect(setLimit.execute(admin, { ...colleague, subject })).rejects.toMatchObject({
      details: { errors: [{ path: 'subject' }] },
    })
  const elsewhere = await company()
  await expect(
    removeLimit.execute(elsewhere.admin, { id: theirs.id, password: elsewhere.password }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

it('that goes leaves nothing to buy with, and comes back with what was committed', async () => {
  const { admin, password: own } = await company()
  const { id } = await setLimit.execute(admin, { ...ofCompany, password: own })
  await createTrade.execute(admin, purchase(100), keyed())
  const remove = (password: string) => removeLimit.execute({ ...admin, ...seen(1) }, { id, password })
  await expect(remove('not the password')).rejects.toMatchObject({
    details: { errors: [{ path: 'password' }] },
  })
  await remove(own)
  await expect(createTrade.execute(admin, purchase(1), keyed())).rejects.toMatchObject({ code: 'no_budget' })
  const told = await ownerRows(
    `select recipient from outgoing_mails where tenant_id = $1 and subject = 'A budget in EUR was removed'`,
    [admin.principal.tenantId],
  )
  expect(told).toHaveLength(2)
  await expect(remove(own)).rejects.toMatchObject({ code: 'not_found' })
  const again = await setLimit.execute(admin, { ...ofCompany, password: own })
  expect(again.id).toBe(id)
  expect(again.rooms.find(({ period }) => period === 'total')).toMatchObject({ committed: 100, room: 4_900 })
})
