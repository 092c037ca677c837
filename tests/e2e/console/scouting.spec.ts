import { expect, test } from '@playwright/test'
import pg from 'pg'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { addSelling } from '../../support/selling.ts'
import { addTenants, readStack } from '../stack.ts'
import { open, signIn, watchConsole } from './console.ts'
import { expectUsable, looks } from './usable.ts'

test('what runs out is found, bought, refused while spending is stopped, and chosen by a strategy', async ({
  page,
  browser,
}) => {
  const complaints = watchConsole(page)
  const [tenant] = (await addTenants(1, 2)) as [FixtureTenant]
  const passwordOf = (role: string) => tenant.users.find((user) => user.role === role)!.password
  const owner = new pg.Pool({ connectionString: readStack().ownerUrl, max: 1 })
  await owner.query('delete from sales where tenant_id = $1', [tenant.id])
  await owner.query('update inventory_items set reorder_point = 0 where tenant_id = $1', [tenant.id])
  await addSelling(owner, tenant.id, [10, 20])
  await owner.query(
    `insert into budget_limits (tenant_id, scope, currency, time_zone, monthly_cap, approve_over)
     values ($1, 'tenant', 'EUR', 'UTC', 100000, 50000)`,
    [tenant.id],
  )
  await owner.end()

  await signIn(page, tenant, 'admin', '/spend/opportunities')
  await page.getByRole('button', { name: 'Look for run-outs' }).click()
  const first = page.getByRole('listitem', { name: 'Selling 1' })
  await expect(first).toContainText(
    'It runs out in 5 days by the sales of the last 90 days: 10 left, 0 ordered.',
  )
  await expect(first).toContainText('Fits the budgets')
  await first.getByRole('button', { name: 'Buy' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Ask for the money' }).click()
  await expect(first).toBeHidden()
  await page.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: 'Taken' }).click()
  await first.getByRole('link', { name: 'Trade' }).click()
  await expect(page.getByRole('heading', { name: 'Selling 1', level: 1 })).toBeVisible()
  const trade = new URL(page.url()).pathname

  await page.getByRole('button', { name: 'Emergency stop' }).click()
  await page.getByRole('button', { name: 'Stop all spending' }).click()
  await expect(page.getByRole('button', { name: 'Spending is HALTED' })).toBeVisible()
  await open(page, '/spend/opportunities')
  const second = page.getByRole('listitem', { name: 'Selling 2' })
  await expect(second).toContainText('Would be refused')
  await expect(second).toContainText('The state is HALTED.')
  await second.getByRole('button', { name: 'Buy' }).click()
  await dialog.getByRole('button', { name: 'Ask for the money' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Spending is stopped')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('button', { name: 'Spending is HALTED' }).click()
  await dialog.getByLabel('Why spending can go on').fill('A drill')
  await dialog.getByLabel('Your password').fill(passwordOf('admin'))
  await dialog.getByRole('button', { name: 'Ask to resume' }).click()
  await expect(dialog.getByText('Another admin has to confirm it.')).toBeVisible()
  const other = await (await browser.newContext()).newPage()
  await signIn(other, tenant, 'super_admin', '/spend')
  await other.getByRole('button', { name: 'Spending is HALTED' }).click()
  await other.getByLabel('Your password').fill(passwordOf('super_admin'))
  await other.getByRole('button', { name: 'Confirm and resume' }).click()
  await expect(other.getByRole('button', { name: 'Emergency stop' })).toBeVisible()

  await open(page, '/spend/strategies/new')
  await page.getByLabel('Name').fill('Soon gone')
  await page.getByRole('combobox', { name: 'What it does with what it chooses' }).click()
  await page.getByRole('option', { name: 'Proposes' }).click()
  await page.getByRole('button', { name: 'Save as a draft' }).click()
  await expect(page.getByText('Enter a number')).toBeVisible()
  await page.getByLabel('Value').fill('14')
  await page.getByRole('button', { name: 'Add a condition' }).click()
  await page.getByRole('combobox', { name: 'What', exact: true }).nth(1).click()
  await page.getByRole('option', { name: 'Amount' }).click()
  await page.getByLabel('Value in EUR').fill('500')
  await page.getByRole('button', { name: 'Save as a draft' }).click()
  await expect(page.getByRole('region', { name: 'Version 1' })).toContainText('Amount is at most 500.00 EUR')
  await page.getByRole('button', { name: 'Activate' }).click()
  await dialog.getByRole('button', { name: 'Activate' }).click()
  await expect(page.getByText('Active', { exact: true })).toBeVisible()
  const strategy = new URL(page.url()).pathname
  await page.getByRole('link', { name: 'Change the rules' }).click()
  await page.getByLabel('Value', { exact: true }).fill('7')
  await page.getByRole('button', { name: 'Save a new version' }).click()
  await expect(page.getByRole('region', { name: 'Version 2' })).toContainText(
    'Days until it runs out is at most 7',
  )

  await page.getByRole('button', { name: 'Start a back-test' }).click()
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('region', { name: 'Back-tests' }).getByRole('link').first().click()
  await expect(page.getByText('Completed')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Trades' }).first()).toContainText('Selling 1')
  const backtest = new URL(page.url()).pathname

  await open(page, '/spend/opportunities')
  await second.getByRole('button', { name: 'Dismiss' }).click()
  await dialog.getByLabel('Reason').fill('The shelf is full')
  await dialog.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByText('No opportunities')).toBeVisible()
  await page.getByRole('button', { name: 'Enter an offer' }).click()
  await dialog.getByLabel('What is offered').fill('Pallet racks')
  await dialog.getByLabel('Price of one piece').fill('2000')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('listitem', { name: 'Pallet racks' })).toContainText('there is room for')

  const pages = ['/spend/opportunities', '/spend/opportunities?status=taken', '/spend/strategies', strategy]
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    for (const address of [...pages, `${strategy}/edit`, backtest, trade]) await expectUsable(page, address)
  }
  expect(complaints).toEqual([])
})
