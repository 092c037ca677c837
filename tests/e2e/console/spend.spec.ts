import { expect, test } from '@playwright/test'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { addTenants } from '../stack.ts'
import { open, signIn, watchConsole } from './console.ts'
import { expectUsable, looks } from './usable.ts'

const passwordOf = (tenant: FixtureTenant, role: string) =>
  tenant.users.find((user) => user.role === role)!.password

test('a budget lets a trade through, refuses what does not fit, is approved, settled, stopped and resumed', async ({
  page,
  browser,
}) => {
  const complaints = watchConsole(page)
  const [tenant] = (await addTenants(1, 2)) as [FixtureTenant]
  await signIn(page, tenant, 'admin', '/spend')
  await page.getByRole('button', { name: 'Set a budget' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Month', { exact: true }).fill('1000')
  await dialog.getByLabel('Needs approval above').fill('500')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('It is needed to raise a budget')).toBeVisible()
  await dialog.getByLabel('Your password').fill(passwordOf(tenant, 'admin'))
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row', { name: /This month/ })).toContainText('1,000.00 EUR')

  await open(page, '/spend/trades')
  const buy = async (what: string, amount: string) => {
    await page.getByRole('button', { name: 'New trade' }).click()
    await dialog.getByLabel('What is bought').fill(what)
    await dialog.getByLabel('Amount').fill(amount)
    await dialog.getByRole('button', { name: 'Ask for the money' }).click()
  }
  await buy('Paper', '600')
  await expect(page.getByRole('row', { name: /Paper/ })).toContainText('Awaiting approval')
  await buy('Printer', '400.01')
  await expect(dialog.getByText('there is room for 400.00 of 1000.00 EUR')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('link', { name: 'Paper' }).click()
  await expect(page.getByRole('region', { name: 'Checks of the decision' })).toContainText('Not passed')
  const other = await (await browser.newContext()).newPage()
  await signIn(other, tenant, 'super_admin', new URL(page.url()).pathname)
  await other.getByRole('button', { name: 'Approve' }).click()
  await expect(other.getByText('The trade was approved.')).toBeVisible()

  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('button', { name: 'Settle' })).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await open(page, new URL(page.url()).pathname)
  await page.getByRole('button', { name: 'Settle' }).click()
  await dialog.getByLabel('Amount of the invoice in EUR').fill('580')
  await dialog.getByRole('button', { name: 'Settle' }).click()
  await expect(page.getByText('Settled', { exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Entries of the ledger' }).getByRole('row')).toHaveCount(4)

  await open(page, '/spend/alerts')
  await page.getByRole('row', { name: /50%/ }).getByRole('button', { name: 'Acknowledge' }).click()
  await expect(page.getByRole('row', { name: /50%/ })).toContainText('Acknowledged')

  await page.getByRole('button', { name: 'Emergency stop' }).click()
  await page.getByRole('button', { name: 'Stop all spending' }).click()
  await expect(page.getByRole('button', { name: 'Spending is HALTED' })).toBeVisible()
  await open(page, '/spend/trades')
  await buy('Ink', '1')
  await expect(dialog.getByRole('alert')).toContainText('Spending is stopped')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('button', { name: 'Spending is HALTED' }).click()
  await dialog.getByLabel('Why spending can go on').fill('A false alarm')
  await dialog.getByLabel('Your password').fill(passwordOf(tenant, 'admin'))
  await dialog.getByRole('button', { name: 'Ask to resume' }).click()
  await expect(dialog.getByText('Another admin has to confirm it.')).toBeVisible()
  await open(other, '/spend')
  await other.getByRole('button', { name: 'Spending is HALTED' }).click()
  await expect(other.getByText('asks for spending to go on: A false alarm')).toBeVisible()
  await other.getByLabel('Your password').fill(passwordOf(tenant, 'super_admin'))
  await other.getByRole('button', { name: 'Confirm and resume' }).click()
  await expect(other.getByRole('button', { name: 'Emergency stop' })).toBeVisible()

  const trade = page.getByRole('link', { name: 'Paper' })
  await open(page, '/spend/trades')
  const path = await trade.getAttribute('href')
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    for (const address of ['/spend', '/spend/trades', path!, '/spend/alerts'])
      await expectUsable(page, address)
  }
  expect(complaints).toEqual([])
})
