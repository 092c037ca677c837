import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import Papa from 'papaparse'
import { addTenants, readStack } from '../stack.ts'
import { api, open, signIn, watchConsole } from './console.ts'
import { expectShownUsable } from './usable.ts'

/** Another one each time: the mails to whoever was there before are still in the folder. */
const guest = `guest-${randomUUID()}@partner.example`

/** What the newest message to the guest says that matches, once it is there. */
async function fromMail(pattern: RegExp): Promise<string> {
  let found: string | undefined
  await expect(async () => {
    const names = await readdir(readStack().mailDir)
    const texts = await Promise.all(
      names.map(async (name) =>
        (await readFile(join(readStack().mailDir, name), 'utf8')).replace(/=\r\n/g, ''),
      ),
    )
    found = texts.flatMap((text) => (text.includes(`To: ${guest}`) ? (pattern.exec(text)?.[1] ?? []) : []))[0]
    expect(found).toBeDefined()
  }).toPass()
  return found!
}

test('a person without an account opens a file with the code that is sent to their address', async ({
  page,
  browser,
}) => {
  const [tenant] = await addTenants(1, 20)
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin', '/settings/governance')
  await page.getByRole('switch', { name: 'Share with people who have no account' }).check()
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByText('Rules saved')).toBeVisible()

  await open(page, '/exports/new?type=sales')
  const recipients = page.getByLabel('Share with', { exact: true }).first()
  await recipients.fill(guest)
  await recipients.press(',')
  const hint = page.getByRole('status', { name: 'Recipients without an account' })
  await expect(hint).toContainText('open the file with a code')
  await expectShownUsable(page, '/exports new with a guest')
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText('20')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const shared = page.getByRole('region', { name: 'Shared with' })
  await expect(shared).toContainText('Has no account')
  await page.waitForURL(/\/exports\/[0-9a-f-]{36}/)
  const exportUrl = page.url()

  const link = await fromMail(/(http:\S+\/guest#\S+)/)
  const outside = await (
    await browser.newContext({ colorScheme: 'dark', viewport: { width: 380, height: 800 } })
  ).newPage()
  const outsideComplaints = watchConsole(outside)
  await outside.goto(link)
  await expectShownUsable(outside, '/guest link')
  await outside.getByRole('button', { name: 'Send me the code' }).click()
  await expect(outside.getByRole('heading', { name: 'Enter the code' })).toBeVisible()
  const code = await fromMail(/^(\d{6}) is your code/m)
  await outside.getByLabel('Digit 1 of 6').click()
  await outside.keyboard.type(code === '000000' ? '111111' : '000000')
  await outside.getByRole('button', { name: 'Open the file' }).click()
  await expect(outside.getByText('This code is wrong')).toBeVisible()
  await expectShownUsable(outside, '/guest code')
  await outside.getByLabel('Digit 1 of 6').click()
  await outside.keyboard.type(code)
  await outside.keyboard.press('Enter')
  const download = outside.getByRole('link', { name: 'Download' })
  await expect(download).toBeVisible()
  await expectShownUsable(outside, '/guest file')
  const fetching = outside.waitForEvent('download')
  await download.click()
  const text = await readFile((await (await fetching).path())!, 'utf8')
  expect(Papa.parse(text, { skipEmptyLines: true }).data).toHaveLength(21)

  await expect(async () => {
    await page.goto(exportUrl)
    await expect(shared).toContainText('Downloaded', { timeout: 1_000 })
  }).toPass()
  await expect(page.getByText(`Downloaded by ${guest}`)).toBeVisible()
  await expectShownUsable(page, '/export of a guest')
  await open(page, exportUrl.slice(readStack().baseUrl.length))
  await page.getByRole('button', { name: `Remove ${guest}` }).click()
  await expect(shared).toHaveCount(0)
  await outside.goto(link)
  await outside.reload()
  await expect(outside.getByText('no longer shared with you')).toBeVisible()
  const { recipient_states } = await api(
    tenant!,
    'admin',
    `${new URL(exportUrl).pathname}?include_details=true`,
  )
  expect(recipient_states).toEqual([])
  expect([...complaints, ...outsideComplaints]).toEqual([])
})
