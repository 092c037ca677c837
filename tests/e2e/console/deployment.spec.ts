import { execFile } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { addTenants, readStack } from '../stack.ts'
import { signIn, watchConsole } from './console.ts'
import { expectUsable, looks } from './usable.ts'

interface Run {
  code: number
  report: { phase: string; status: string; errors: { message: string }[] }
}

/** The doctor as a person runs it beside the product that runs here. */
function doctor(phase: string, variables: Record<string, string> = {}): Promise<Run> {
  const env = { ...process.env, ...variables, WAYBILL_DIR: readStack().dir }
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['scripts/doctor.ts', '--phase', phase, '--json'],
      { env },
      (error, stdout, stderr) => {
        if (!stdout) reject(new Error(stderr))
        else resolve({ code: Number(error?.code ?? 0), report: JSON.parse(stdout) })
      },
    )
  })
}

test('the doctor proves an installation by an export, and admins see what it found', async ({ page }) => {
  const complaints = watchConsole(page)
  const [tenant] = await addTenants(1, 8)
  const { key } = tenant!.api_keys.find(({ kind, role }) => kind === 'full' && role === 'manager')!
  const validated = await doctor('validate', { WAYBILL_API_KEY: key })
  expect(validated).toMatchObject({ code: 0, report: { phase: 'validate', status: 'success', errors: [] } })
  const refused = await doctor('validate', { WAYBILL_API_KEY: 'wb_wrong' })
  expect(refused.code).toBe(1)
  expect(refused.report.errors[0]!.message).toContain('answers 401')
  await doctor('validate', { WAYBILL_API_KEY: key })
  const deployed = await doctor('deploy', { TRUSTED_PROXIES: 'all' })
  expect(deployed.code).toBe(1)

  await signIn(page, tenant!, 'admin', '/settings/deployment')
  const before = page.getByRole('region', { name: 'Before the start' })
  await expect(before).toContainText('1 problem')
  await expect(before).toContainText('TRUSTED_PROXIES')
  await expect(before).toContainText(/src\/lib\/env\.ts:\d+/)
  await expect(page.getByRole('region', { name: 'After the start' })).toContainText('No problems')
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    await expectUsable(page, '/settings/deployment')
  }
  expect(complaints).toEqual([])

  await page.context().clearCookies()
  await page.setViewportSize({ width: 1280, height: 800 })
  await signIn(page, tenant!, 'manager', '/exports')
  await expect(page.getByRole('link', { name: 'All exports' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Deployment' })).toHaveCount(0)
})
