import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from './launcher/paths.mjs'
import { readPlaywrightReport, readVitestReport, troubleLines } from './test-reports.mjs'

const folder = mkdtempSync(join(tmpdir(), 'test-reports-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(content: unknown): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

describe('the report of Vitest', () => {
  const file = (status: string, assertionResults: object[], message = '') => ({
    name: join(root, 'src/a.test.ts'),
    status,
    message,
    assertionResults,
  })
  const test = (status: string, ...failureMessages: string[]) => ({
    status,
    fullName: 'adds',
    failureMessages,
  })

  it('names what failed, and what passed only when it was repeated', () => {
    const testResults = [file('failed', [test('passed'), test('failed', 'no\nat x'), test('passed', 'late')])]
    const counts = readVitestReport(report({ numPassedTests: 2, testResults }))
    expect(counts).toMatchObject({ passed: 2, failed: 1, note: '1 flaky' })
    expect(troubleLines(counts.failures)).toEqual(['  src/a.test.ts › adds', '      no', '      at x'])
    expect(counts.flaky).toEqual([{ name: 'src/a.test.ts › adds', error: 'late' }])
  })

  it('counts a file that could not be loaded', () => {
    const counts = readVitestReport(report({ testResults: [file('failed', [], 'no such module')] }))
    expect(counts.failures).toEqual([{ name: 'src/a.test.ts', error: 'no such module' }])
    expect(counts.failed).toBe(1)
  })

  it('is no success where it is missing', () => {
    expect(readVitestReport(join(folder, 'missing.json'))).toMatchObject({ passed: 0, failed: 0 })
  })
})

describe('the report of Playwright', () => {
  it('names what failed by its file and title, without the codes of colours', () => {
    const error = { message: '\u001b[31mnot found\u001b[39m' }
    const spec = (title: string, status: string) => ({ title, tests: [{ status, results: [{ error }, {}] }] })
    const specs = [spec('opens', 'unexpected'), spec('closes', 'flaky')]
    const suites = [{ title: 'list.spec.ts', suites: [{ title: 'a list', specs }] }]
    const counts = readPlaywrightReport(report({ suites, stats: { expected: 3, flaky: 1, unexpected: 1 } }))
    expect(counts).toMatchObject({ passed: 4, failed: 1, note: '1 flaky' })
    expect(troubleLines(counts.failures)).toEqual(['  list.spec.ts › a list › opens', '      not found'])
    expect(counts.flaky.map(({ name }) => name)).toEqual(['list.spec.ts › a list › closes'])
  })
})
