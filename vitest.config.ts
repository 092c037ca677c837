import { defineConfig } from 'vitest/config'

const sources = ['src', 'worker', 'scripts', 'tests/laws', 'tests/sample']

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: [...sources.map((folder) => `${folder}/**/*.test.{ts,tsx}`), 'bench/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          // One group after the other: each starts processes that want the whole machine.
          sequence: { groupOrder: 1 },
          include: [...sources, 'tests/readers', 'tests/system'].map((folder) => `${folder}/**/*.db.test.ts`),
          // Most of these wait for leases and pauses, and every file has a database of its own.
          maxWorkers: 3,
          globalSetup: 'tests/support/postgres.ts',
          setupFiles: 'tests/support/database.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'launcher',
          sequence: { groupOrder: 2 },
          include: ['tests/launcher/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
