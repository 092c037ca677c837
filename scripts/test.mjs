import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Refusal } from '../src/lib/db/embedded/start-error.mjs'
import { ensureInstalled, findNode } from './launcher/install.mjs'
import { root } from './launcher/paths.mjs'
import { findChromium, installPackages, isOnPath } from './launcher/system-packages.mjs'
import { readPlaywrightReport, readVitestReport, troubleLines } from './test-reports.mjs'

// Everything CI runs, on a machine that has nothing but Node.js. Plain JavaScript, as nothing is installed yet.
// With --all the long forms as well: every pair of dataset and format with and without rows, every look of every
// page, four times the random examples, 20,000 operations on stock.
/** @typedef {import('./test-reports.mjs').Trouble} Trouble */
/** @typedef {{ passed: number, failed: number, note?: string, failures?: Trouble[], flaky?: Trouble[] }} Counts */
/** @typedef {Counts & { name: string }} Result */
process.chdir(root)
if (process.argv.includes('--all')) process.env.FULL = '1'
const reports = mkdtempSync(join(tmpdir(), 'waybill-test-'))

try {
  await ensureInstalled()
  const missing = installMissing()
  const node = findNode()
  const bin = join(root, 'node_modules')
  process.env.PATH = `${join(bin, '.bin')}${delimiter}${process.env.PATH}`
  const chromium = findChromium()
  if (chromium) process.env.CHROMIUM_PATH = chromium
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = join(reports, 'e2e.json')
  const playwright = [join(bin, '@playwright/test/cli.js'), 'test', '--reporter=list,json']
  summarise([
    ...missing,
    // First, as it writes types that the check reads, and some tests start the whole of Waybill.
    await run('web build', node, ['scripts/launcher/web-build.ts'], countExit),
    await run('check', 'npm', ['run', '--silent', 'check'], countExit),
    await run('vitest', node, [join(bin, 'vitest/vitest.mjs'), 'run', ...vitestReports()], () =>
      readVitestReport(join(reports, 'vitest.json')),
    ),
    // Without a browser its absence is the failure, counted above.
    ...(chromium
      ? [await run('e2e', node, playwright, () => readPlaywrightReport(join(reports, 'e2e.json')))]
      : []),
  ])
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error)
  summarise([{ name: 'set-up', passed: 0, failed: 1 }])
} finally {
  rmSync(reports, { recursive: true, force: true })
}

/** A tool that tests need and that cannot be installed is a failed test, never a skipped one. @returns {Result[]} */
function installMissing() {
  const python = (/** @type {string} */ name) => existsSync(`/usr/lib/python3/dist-packages/${name}`)
  const needs = [
    { name: 'chromium', isThere: () => findChromium() !== undefined },
    { name: 'miller', isThere: () => isOnPath('mlr') },
    { name: 'gnumeric', isThere: () => isOnPath('ssconvert') },
    { name: 'qpdf', isThere: () => isOnPath('qpdf') },
    { name: 'poppler-utils', isThere: () => isOnPath('pdftotext') },
    { name: 'libxml2-utils', isThere: () => isOnPath('xmllint') },
    { name: 'python3-openpyxl', isThere: () => python('openpyxl') },
    { name: 'python3-pandas', isThere: () => python('pandas') },
  ]
  installPackages(needs.filter((need) => !need.isThere()).map((need) => need.name))
  return needs
    .filter((need) => !need.isThere())
    .map(({ name }) => ({ name, passed: 0, failed: 1, note: `run: sudo apt-get install -y ${name}` }))
}

/**
 * One stage, its output passed through; a stage that ended badly or ran no test never counts as passed.
 * @param {string} name @param {string} command @param {string[]} args
 * @param {(code: number | null) => Counts} count
 * @returns {Promise<Result>}
 */
async function run(name, command, args, count) {
  console.log(`\n== ${name} ==`)
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], shell: command === 'npm' })
  /** @type {number | null} */
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', resolve)
  })
  const result = { name, ...count(code) }
  if (code !== 0 && result.failed === 0) return { ...result, failed: 1, note: `ended with code ${code}` }
  if (result.passed + result.failed === 0) return { ...result, failed: 1, note: 'ran no test' }
  return result
}

/** @param {number | null} code */
function countExit(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

function vitestReports() {
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, 'vitest.json')}`]
}

/** @param {Result[]} results */
function summarise(results) {
  console.log('')
  for (const { name, passed, failed, note } of results) {
    const state = failed > 0 ? `${failed} FAILED, ${passed} passed` : `${passed} passed`
    console.log(`  ${name.padEnd(10)} ${state}${note ? ` (${note})` : ''}`)
  }
  const total = (/** @type {'passed' | 'failed'} */ key) =>
    results.reduce((sum, result) => sum + result[key], 0)
  // Last, as of a long log the end is what gets read.
  const list = (/** @type {'failures' | 'flaky'} */ key) => results.flatMap((result) => result[key] ?? [])
  for (const [title, troubles] of Object.entries({ Flaky: list('flaky'), Failed: list('failures') }))
    if (troubles.length > 0) console.log([`\n${title}:`, ...troubleLines(troubles)].join('\n'))
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`)
  process.exitCode = total('failed') > 0 ? 1 : 0
}
