import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { root } from './launcher/paths.mjs'

// What the reports of the test runners say, in one shape.
/** @typedef {{ name: string, error: string }} Trouble one test, and how it failed */
/** @typedef {{ passed: number, failed: number, note?: string, failures: Trouble[], flaky: Trouble[] }} Counts */

const LINES_OF_AN_ERROR = 8
/** The codes that colour a terminal, which a log shows as they are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is the escape character that starts them
const COLOURS = /\u001b\[[0-9;]*m/g

/** @param {string} file @returns {Counts} */
export function readVitestReport(file) {
  const report = readReport(file)
  const results = report?.testResults ?? []
  /** @type {Trouble[]} */ const failures = []
  /** @type {Trouble[]} */ const flaky = []
  for (const { name: path, message, status, assertionResults } of results) {
    const before = failures.length
    for (const test of assertionResults) {
      const trouble = { name: `${relative(root, path)} › ${test.fullName}`, error: test.failureMessages[0] }
      if (test.status === 'failed') failures.push(trouble)
      // A test that passed has an error only when it was repeated.
      else if (test.failureMessages.length > 0) flaky.push(trouble)
    }
    const isFileAtFault = status === 'failed' && failures.length === before
    if (isFileAtFault) failures.push({ name: relative(root, path), error: message })
  }
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  return {
    passed: report?.numPassedTests ?? 0,
    failed: failures.length,
    note: note(flaky, skipped),
    failures,
    flaky,
  }
}

/** @param {string} file @returns {Counts} */
export function readPlaywrightReport(file) {
  const report = readReport(file)
  /** @type {Trouble[]} */ const failures = []
  /** @type {Trouble[]} */ const flaky = []
  for (const { spec, path } of specsOf(report?.suites ?? [], [])) {
    for (const test of spec.tests) {
      const error = test.results.find((/** @type {any} */ result) => result.error)?.error?.message ?? ''
      const trouble = { name: [...path, spec.title].join(' › '), error }
      if (test.status === 'unexpected') failures.push(trouble)
      if (test.status === 'flaky') flaky.push(trouble)
    }
  }
  const stats = report?.stats ?? {}
  const passed = (stats.expected ?? 0) + (stats.flaky ?? 0)
  return { passed, failed: stats.unexpected ?? 0, note: note(flaky, stats.skipped), failures, flaky }
}

/** Name and the first lines of the error of each. @param {Trouble[]} troubles @returns {string[]} */
export function troubleLines(troubles) {
  return troubles.flatMap(({ name, error = '' }) => {
    const lines = error.replace(COLOURS, '').split('\n').slice(0, LINES_OF_AN_ERROR)
    return [`  ${name}`, ...lines.map((line) => `      ${line}`)]
  })
}

/** @param {Trouble[]} flaky @param {number} [skipped] */
function note(flaky, skipped = 0) {
  const notes = [flaky.length > 0 && `${flaky.length} flaky`, skipped > 0 && `${skipped} skipped`]
  return notes.filter(Boolean).join(', ') || undefined
}

/** @param {any[]} suites @param {string[]} above @returns {{ spec: any, path: string[] }[]} */
function specsOf(suites, above) {
  return suites.flatMap((suite) => {
    const path = suite.title ? [...above, suite.title] : above
    return [
      ...(suite.specs ?? []).map((/** @type {any} */ spec) => ({ spec, path })),
      ...specsOf(suite.suites ?? [], path),
    ]
  })
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
