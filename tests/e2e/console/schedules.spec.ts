import { expect, test } from '@playwright/test'
import pg from 'pg'
import { addTenants, readStack } from '../stack.ts'
import { api, open, signIn, watchConsole } from './console.ts'
import { expectUsable, looks } from './usable.ts'

test('somebody new lets the payroll come to the accountant every month, tests it, pauses it and hands it over', async ({
  page,
}) => {
  const [tenant] = await addTenants(1, 40)
  const accountant = tenant!.users.find(({ role }) => role === 'super_admin')!.email
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin', '/exports/schedules')
  await expect(page.getByText('No schedules yet')).toBeVisible()
  await page.getByRole('link', { name: 'New schedule' }).first().click()

  const summary = page.getByRole('region', { name: 'Summary' })
  await expect(summary).toContainText('On the 1st of every month at 07:00')
  await page.getByRole('radio', { name: /^Payroll/ }).click()
  await page.getByLabel('Name', { exact: true }).fill('Payroll for the accountant')
  await page.getByRole('combobox', { name: 'On', exact: true }).click()
  await page.getByRole('option', { name: 'the last working day' }).click()
  await page.getByLabel('At', { exact: true }).fill('06:30')
  await expect(summary).toContainText('On the last working day of every month at 06:30')
  await expect(summary.getByRole('list', { name: 'Next runs' }).getByRole('listitem')).toHaveCount(10)

  // A recipient who cannot have it is told at the field, and nothing typed is lost.
  await page.getByRole('combobox', { name: 'Recipients' }).fill('nobody@elsewhere.example,')
  await page.getByRole('button', { name: 'Create schedule' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Not saved yet' })).toContainText(
    'has no account here',
  )
  await page.getByRole('combobox', { name: 'Recipients' }).press('Backspace')
  await page.getByRole('combobox', { name: 'Recipients' }).fill(`${accountant},`)
  await page.getByRole('button', { name: 'Create schedule' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Payroll for the accountant' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What it makes' })).toContainText(accountant)
  await page.getByRole('button', { name: 'Send test to me' }).click()
  await expect(page.getByRole('table', { name: 'History' })).toContainText('Test')
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('It does not run until it is resumed.')).toBeVisible()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('list', { name: 'Next runs' })).toBeVisible()

  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Hand over' }).click()
  await page.getByRole('combobox', { name: 'New owner' }).click()
  await page.getByRole('option', { name: new RegExp(accountant) }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click()
  await expect(page.getByText(/Runs with the rights of super_admin/)).toBeVisible()
  expect(complaints).toEqual([])
})

test('a schedule sends every row once, then only changes, until a full file is asked for', async ({
  page,
}) => {
  const [tenant] = await addTenants(1, 10)
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin')
  await open(page, '/exports/schedules/new?type=customers')
  await page.getByRole('checkbox', { name: 'Only changes' }).check()
  await page.getByRole('button', { name: 'Create schedule' }).click()
  await expect(page.getByRole('region', { name: 'What it makes' })).toContainText('what has changed since')

  const more = async (item: string, told: string) => {
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: item }).click()
    await expect(page.getByText(told)).toBeVisible()
  }
  const contents = async (run: number, expected: string) => {
    const schedulePage = page.url()
    const history = page.getByRole('table', { name: 'History' })
    // Below the row of headings.
    await expect(history.getByRole('row')).toHaveCount(run + 1)
    await history.getByRole('link').first().click()
    await expect(page.getByRole('region', { name: 'What is inside' })).toContainText(expected)
    await open(page, new URL(schedulePage).pathname)
  }
  await more('Run now', 'runs now')
  await contents(1, 'A full file, number 1 of its schedule')
  await more('Run now', 'runs now')
  await contents(2, '0 added or changed, 0 deleted since')
  await more('Full file next time', 'The next file of')
  await more('Run now', 'runs now')
  await contents(3, 'A full file, number 3 of its schedule, as requested')
  expect(complaints).toEqual([])
})

test('the link in an email stops the emails of a schedule, without signing in', async ({ page }) => {
  const [tenant] = await addTenants(1, 10)
  const reader = tenant!.users.find(({ role }) => role === 'manager')!.email
  const created = await api(tenant!, 'admin', '/exports/schedules', {
    ...{ schedule_name: 'Customers for two', export_type: 'customers', format: 'csv', frequency: 'daily' },
    ...{ columns: ['customer_no'], recipients: [reader] },
  })
  await api(tenant!, 'admin', `/exports/schedules/${created.id}/run`, {})
  const link = new URL(await linkMailedTo(reader))
  await expectUsable(page, `${link.pathname}${link.search}`)
  await expect(page.getByText('“Customers for two” will send no more emails')).toBeVisible()
  await page.getByRole('button', { name: 'Stop the emails' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'No more emails' })).toBeVisible()
})

test('a schedule whose time has come is in the list with its result, and can be changed', async ({
  page,
}) => {
  const [tenant] = await addTenants(1, 10)
  const created = await api(tenant!, 'admin', '/exports/schedules', {
    schedule_name: 'Sales every week',
    export_type: 'sales',
    format: 'csv',
    frequency: 'weekly',
    weekdays: ['monday'],
  })
  await api(tenant!, 'admin', `/exports/schedules/${created.id}/run`, {})
  await signIn(page, tenant!, 'admin')
  await expect(async () => {
    await open(page, '/exports/schedules')
    await expect(page.getByRole('row', { name: /Sales every week/ })).toContainText('Completed', {
      timeout: 1_000,
    })
  }).toPass()

  await open(page, `/exports/schedules/${created.id}?change=1`)
  await page.getByText('Friday', { exact: true }).click()
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText('Every Monday and Friday')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Every Monday and Friday at 07:00').first()).toBeVisible()
  await expect(page.getByRole('table', { name: 'History' })).toContainText('Run by hand')
})

for (const { colorScheme, width } of looks) {
  test(`the pages of schedules are usable by everybody, ${colorScheme}, ${width} px wide`, async ({
    browser,
  }) => {
    const [tenant] = await addTenants(1, 10)
    const made = await api(tenant!, 'admin', '/exports/schedules', {
      schedule_name: 'Customers for the team',
      export_type: 'customers',
      format: 'excel',
      cron_expression: '30 2 * * *',
    })
    await api(tenant!, 'admin', `/exports/schedules/${made.id}/test`, {})
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
    const page = await context.newPage()
    await signIn(page, tenant!, 'admin')
    const pages = ['', '/new', `/${made.id}`, `/${made.id}?change=1`]
    for (const path of pages) await expectUsable(page, `/exports/schedules${path}`)
    await context.close()
  })
}

/** The link that stops the emails, once the file it tells of is there. */
async function linkMailedTo(recipient: string): Promise<string> {
  const client = new pg.Client({ connectionString: readStack().ownerUrl })
  await client.connect()
  try {
    let link = ''
    await expect
      .poll(async () => {
        const { rows } = await client.query<{ body: string }>(
          `select body from outgoing_mails where recipient = $1 and kind = 'completed'`,
          [recipient],
        )
        link = /To stop it: (\S+)/.exec(rows[0]?.body ?? '')?.[1] ?? ''
        return link
      })
      .not.toBe('')
    return link
  } finally {
    await client.end()
  }
}
