import { defineConfig } from 'vitest/config'

const sources = ['src', 'worker', 'scripts', 'tests/laws', 'tests/sample']

/** What is run on S3 as well as on a folder; with the long forms most of what ends up in the storage. */
const onS3 = process.env.FULL
  ? [
      ...['cancel', 'expiry', 'failing-storage', 'frozen-workers', 'killed-workers', 'lost-database'],
      ...['one-export', 'schedule-chaos', 'scheduled-exports', 'snapshot-truth'],
    ]
  : ['expiry', 'failing-storage', 'killed-workers']

export default defineConfig({
  test: {
    reporters: ['default'],
    // Real workers run beside some of them: more at once would make their short time-outs end on a busy machine.
    maxWorkers: 2,
    // One that passes only when it is repeated is told as flaky in the closing line.
    retry: 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'database',
          include: [...sources, 'tests/readers', 'tests/system'].map((folder) => `${folder}/**/*.db.test.ts`),
          globalSetup: 'tests/support/postgres.ts',
          setupFiles: 'tests/support/database.ts',
          // A busy machine is no failure.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 's3',
          env: { TEST_STORAGE: 's3' },
          include: [
            ...onS3.map((name) => `tests/system/${name}.db.test.ts`),
            'src/features/exports/downloads/rights.db.test.ts',
            'src/features/exports/runs/reuse.db.test.ts',
          ],
          globalSetup: 'tests/support/postgres.ts',
          setupFiles: 'tests/support/database.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'launcher',
          include: ['tests/launcher/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 60_000,
          include: [...sources.map((folder) => `${folder}/**/*.test.{ts,tsx}`), 'bench/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
        },
      },
    ],
  },
})
