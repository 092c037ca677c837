import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import pg from 'pg'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { hashCheaply } from '../../support/hash-cheaply.ts'
import { findOperator } from '../api/guide-database.ts'
import { readStack } from '../stack.ts'
import { open, signIn, watchConsole } from './console.ts'
import { expectUsable, looks } from './usable.ts'

/** A new super admin of the company that runs the installation. */
async function addSuperAdmin(owner: pg.Pool, tenantId: string): Promise<FixtureTenant> {
  const [email, password] = [`${randomUUID()}@example.org`, 'four words of a password']
  await owner.query(
    `insert into users (tenant_id, email, first_name, last_name, role, password_hash)
     values ($1, $2, 'Olga', 'Operator', 'super_admin', $3)`,
    [tenantId, email, await hashCheaply(password)],
  )
  return { users: [{ role: 'super_admin', email, password }] } as unknown as FixtureTenant
}

const statement = 'select sum(amount) from sales where tenant_id = $1 and order_date > $2'

/** A statement with a day of history and a plan, and an index that another one replaces. */
async function addHistory(owner: pg.Pool, tenantId: string): Promise<void> {
  await owner.query(
    `insert into query_stats (tenant_id, fingerprint, query, counters) values ($1, '4711', $2, '{}')
     on conflict do nothing`,
    [tenantId, statement],
  )
  await owner.query(
    `insert into query_samples (tenant_id, step, at, fingerprint, calls, total_ms, rows)
     select $1, step, date_trunc('hour', now()) - hour * interval '1 hour', '4711', 1000, 900000 + 10000 * hour, 1
     from generate_series(0, 20) hour, unnest(array['hour', 'five_minutes']) step on conflict do nothing`,
    [tenantId],
  )
  const plan = { 'Node Type': 'Seq Scan', 'Relation Name': 'sales', 'Total Cost': 420.5, 'Plan Rows': 9 }
  await owner.query(
    `insert into query_plans (tenant_id, fingerprint, shape, plan, cost) values ($1, '4711', 's', $2, 420.5)`,
    [tenantId, JSON.stringify(plan)],
  )
  await owner.query(
    `insert into index_advice (tenant_id, kind, subject, index_name, statement, reason, evidence, basis, fingerprint)
     values ($1, 'unused', 'sales', 'sales_spare_idx', 'drop index concurrently if exists sales_spare_idx',
       'Nothing has read it on 40 observed days, and every write maintains it.', '{}', 'counters', uuidv7())`,
    [tenantId],
  )
}

const shown = (page: Page, text: string | RegExp) => expect(page.getByText(text).first()).toBeVisible()

test('the operator sees statements with their history, advice and the monitor; others see no page', async ({
  browser,
}) => {
  const owner = new pg.Pool({ connectionString: readStack().ownerUrl, max: 1 })
  const tenantId = await findOperator({ owner })
  await addHistory(owner, tenantId)
  const operator = await addSuperAdmin(owner, tenantId)

  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const complaints = watchConsole(page)
  await signIn(page, operator, 'super_admin', '/insights/database')
  await shown(page, 'Statements of the last 24 hours')
  await expect(page.getByText('Statements are not counted')).toHaveCount(0)
  await page.getByRole('link', { name: statement }).click()
  await shown(page, 'Seq Scan on sales (cost 420.5, rows 9)')
  await expect(page.getByRole('figure', { name: 'Milliseconds per call' })).toBeVisible()

  await open(page, '/insights/database')
  const advice = page.getByRole('article', { name: 'sales_spare_idx' }).first()
  await expect(advice.getByText('drop index concurrently if exists sales_spare_idx;')).toBeVisible()
  await advice.getByRole('button', { name: 'Dismiss' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('radiogroup', { name: 'Status of advice' }).getByText('Dismissed').click()
  await expect(page.getByRole('article', { name: 'sales_spare_idx' }).first()).toBeVisible()
  expect(complaints).toEqual([])

  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    for (const path of ['/insights/database', '/insights/database/4711']) await expectUsable(page, path)
  }
  await context.close()

  const stranger = await (await browser.newContext()).newPage()
  await signIn(stranger, readStack().tenants[0]!, 'super_admin', '/insights/database')
  await expect(stranger.getByRole('heading', { name: 'Database' })).toHaveCount(0)
  await stranger.context().close()
  await owner.end()
})
