import { expect, type Locator, type Route, test } from '@playwright/test'
import { addTenants } from '../stack.ts'
import { open, signIn } from './console.ts'

test.describe('in a German browser', () => {
  test.use({ locale: 'de-DE' })

  test('a typed day is shown back in words, and what is no day is an error', async ({ page }) => {
    const [tenant] = await addTenants(1, 20)
    await signIn(page, tenant!, 'manager', '/exports/new?type=sales')
    const from = page.getByRole('textbox', { name: 'Order date from' })
    for (const [typed, shown] of [
      ['31.12.2016', '31 Dec 2016'],
      ['15. März 2016', '15 Mar 2016'],
      ['01.03.2016', '1 Mar 2016'],
    ] as const) {
      await from.fill(typed)
      await from.press('Tab')
      await expect(from).toHaveValue(shown)
    }
    await from.fill('2016-02-31')
    await from.press('Tab')
    await expect(from).toHaveAttribute('aria-invalid', 'true')
    await expect(from).toHaveValue('2016-02-31')
    await from.fill('28.2.2016')
    await from.press('Tab')
    await expect(from).not.toHaveAttribute('aria-invalid', 'true')
  })
})

test('a form is kept: away and back, another dataset and back, another format and back', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  await signIn(page, tenant!, 'manager', '/exports/new?type=sales')
  const amount = page.getByLabel('Amount at least')
  await amount.fill('12.50')
  await page.getByRole('radio', { name: /^Customers/ }).click()
  await page.getByRole('radio', { name: /^Sales/ }).click()
  await expect(amount).toHaveValue('12.50')
  await page.waitForURL(/filters=/)

  await open(page, '/exports')
  await open(page, '/exports/new')
  await expect(amount).toHaveValue('12.50')
  await page.getByRole('button', { name: 'Start over' }).click()
  await expect(amount).toHaveValue('')
})

test('an export that was sent opens its page, whatever is typed on the way there', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  await signIn(page, tenant!, 'manager', '/exports/new?type=sales')
  const amount = page.getByLabel('Amount at least')
  await amount.fill('1')
  // The address follows what is typed after a moment, which must not take the place of the way to the export.
  const onTheWay = async (route: Route) => {
    await amount.fill('12')
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await route.continue()
  }
  await page.route(/exports\/[0-9a-f-]{36}/, onTheWay, { times: 1 })
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('region', { name: 'Status' })).toBeVisible()
})

test('an ended session keeps the form, and its link comes back to it', async ({ page, context }) => {
  const [tenant] = await addTenants(1, 20)
  await signIn(page, tenant!, 'manager', '/exports/new?type=sales')
  await page.getByLabel('Amount at least').fill('12.50')
  await page.waitForURL(/filters=/)
  await context.clearCookies()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await page.waitForURL(/sign-in\?callbackUrl=.*filters/)
})

test('an error goes when its field is corrected', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  await signIn(page, tenant!, 'manager', '/exports/new?type=sales')
  await page.getByLabel('Name', { exact: true }).fill('')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Please correct this' })).toContainText(
    'Enter a name',
  )
  await page.getByLabel('Name', { exact: true }).fill('Corrected')
  await expect(page.getByText('Please correct this')).toHaveCount(0)
})

test('columns are moved, renamed and left out with the keyboard alone', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  await signIn(page, tenant!, 'manager', '/exports/new?type=sales')
  const lines = page.getByRole('list', { name: /^In the file/ }).getByRole('listitem')
  const second = await lines.nth(1).getByRole('button').first().textContent()
  await lines.nth(0).getByRole('button').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(lines.nth(0).getByRole('button').first()).toHaveText(second!)
  await expect(lines.nth(0).getByRole('button').first()).toBeFocused()
  await page.keyboard.press('F2')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Renamed')
  await page.keyboard.press('Enter')
  await expect(lines.nth(0)).toContainText('Renamed')
  const before = await lines.count()
  await page.keyboard.press('Delete')
  await expect(lines).toHaveCount(before - 1)
  await expect(lines.nth(0).getByRole('button').first()).toBeFocused()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every kind of field shows that it has the focus, ${colorScheme}`, async ({ browser }) => {
    const [tenant] = await addTenants(1, 20)
    const context = await browser.newContext({ colorScheme })
    const page = await context.newPage()
    await signIn(page, tenant!, 'admin', '/exports/new?type=sales')
    const fields = {
      text: page.getByLabel('Name', { exact: true }),
      date: page.getByRole('textbox', { name: 'Order date from' }),
      select: page.getByRole('combobox', { name: 'Sort by' }),
      'several choices': page.getByPlaceholder('Any', { exact: true }).first(),
      tags: page.getByPlaceholder('ana@example.com'),
      card: page.getByRole('radio', { name: /^Sales/ }),
      button: page.getByRole('button', { name: 'Copy as API call' }),
    }
    for (const [kind, field] of Object.entries(fields)) {
      await page.locator('#content').focus()
      const before = await looks(field)
      await field.focus()
      await page.keyboard.press('Shift')
      expect(await looks(field), `${kind} field in ${colorScheme}`).not.toEqual(before)
    }
    await context.close()
  })
}

/** The outline and border of a field, and of the box that is drawn around it. */
function looks(field: Locator): Promise<string[]> {
  return field.evaluate((element) =>
    [element, element.closest('.mantine-Input-input') ?? element].map((one) => {
      const { outlineStyle, outlineColor, outlineWidth } = getComputedStyle(one)
      return `${outlineStyle} ${outlineColor} ${outlineWidth}`
    }),
  )
}
