import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/launcher/system-packages.mjs'

// One real product for the whole run: tests/e2e/stack.ts starts it, every test uses tenants of its own.
export default defineConfig({
  globalSetup: './tests/e2e/stack.ts',
  globalTimeout: 50 * 60_000,
  // Patience for a machine that is busy with something else; nothing here measures time.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  workers: 2,
  // One that passes only when it is repeated is told as flaky in the closing line.
  retries: 1,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    launchOptions: {
      executablePath: findChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'api', testDir: 'tests/e2e/api' },
    { name: 'readme', testDir: 'tests/e2e', testMatch: 'readme.spec.ts' },
    {
      name: 'console',
      testDir: 'tests/e2e/console',
      // The longest files would otherwise end alone.
      fullyParallel: true,
      use: { viewport: { width: 1280, height: 800 }, screenshot: 'only-on-failure' },
    },
  ],
})
