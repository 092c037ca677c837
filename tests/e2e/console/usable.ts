import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { open } from './console.ts'

/** Each theme and each width once; both with both when everything is tested. */
export const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 380 },
  ...(process.env.FULL
    ? ([
        { colorScheme: 'dark', width: 1280 },
        { colorScheme: 'light', width: 380 },
      ] as const)
    : []),
] as const

/** Opens a page and checks that everybody can use it and that it fits the width; SCREENSHOTS names a folder for them. */
export async function expectUsable(page: Page, path: string): Promise<void> {
  await open(page, path)
  await expectShownUsable(page, path)
}

/** The same of the page that is open. */
export async function expectShownUsable(page: Page, path: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  if (process.env.SCREENSHOTS) {
    const { width } = page.viewportSize()!
    const name = `${path.replaceAll(/[^a-z]+/g, '-')}-${width}.png`
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}`, fullPage: true })
  }
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
}
