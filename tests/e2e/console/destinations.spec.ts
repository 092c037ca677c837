import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { addTenants } from '../stack.ts'
import { open, signIn, watchConsole } from './console.ts'

/** A receiver that answers with a status that the test sets. */
async function startReceiver() {
  const receiver = { url: '', status: 204, ids: [] as unknown[], stop: () => {} }
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      receiver.ids.push(request.headers['webhook-id'])
      response.writeHead(receiver.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`
  receiver.stop = () => server.close()
  return receiver
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('an admin adds a webhook, tests it, sends an export there and retries what failed', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  const receiver = await startReceiver()
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin')
  await open(page, '/settings/destinations')
  await page.getByRole('link', { name: 'New destination' }).click()
  await page.getByLabel('Name').fill('Accountant')
  await page.getByLabel('Address').fill('http://example.com/in')
  await page.getByRole('button', { name: 'Add destination' }).click()
  await expect(page.getByText('must begin with https://, so that')).toBeVisible()
  await page.getByLabel('Address').fill(receiver.url)
  await page.getByRole('button', { name: 'Add destination' }).click()
  await expect(page.getByRole('textbox', { name: 'Signing secret' })).toHaveValue(/^whsec_/)
  await page.getByRole('button', { name: 'Done' }).click()

  const card = page.getByRole('region', { name: 'Test' })
  await card.getByRole('button', { name: 'Test' }).click()
  await expect(card).toContainText('took a signed test message')
  await expectNoViolations(page)

  receiver.status = 503
  await open(page, '/exports/new?type=customers')
  await page.getByRole('combobox', { name: 'Deliver to' }).click()
  await page.getByRole('option', { name: /Accountant/ }).click()
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText('20')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const deliveries = page.getByRole('region', { name: 'Deliveries' })
  await expect(deliveries).toContainText('answered 503')
  receiver.status = 204
  await deliveries.getByRole('button', { name: 'Retry the delivery to Accountant' }).click()
  await expect(deliveries).toContainText('Delivered')
  await expect(deliveries).toContainText('retried it')
  const sent = receiver.ids.slice(1)
  expect(new Set(sent).size).toBe(1)
  await expectNoViolations(page)
  receiver.stop()
  expect(complaints).toEqual([])
})
