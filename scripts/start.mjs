import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LockHeld, takeLock } from '../src/lib/db/embedded/lock.mjs'
import { isPortFree } from '../src/lib/db/embedded/port.mjs'
import { Refusal } from '../src/lib/db/embedded/start-error.mjs'
import { ensureInstalled, findNode } from './launcher/install.mjs'
import { bindAddress, portFrom, readRunFile, root, waybillDir } from './launcher/paths.mjs'

// Plain JavaScript on node's own modules: this runs before anything is installed, on Node.js 20 too.
process.chdir(root)
if (existsSync('.env')) process.loadEnvFile?.('.env')
const firstStage = Number(process.env.WAYBILL_START_STAGE) || undefined
delete process.env.WAYBILL_START_STAGE

try {
  const lock = await takeLock(join(waybillDir(), 'start.lock'), { from: firstStage })
  try {
    await start(lock)
  } finally {
    lock.release()
  }
} catch (error) {
  if (error instanceof LockHeld) console.error(alreadyRunning(error.holder.pid))
  else if (error instanceof Refusal) console.error(error.message)
  else console.error(error)
  process.exitCode = 1
}

/** @param {import('../src/lib/db/embedded/lock.mjs').Lock} lock */
async function start(lock) {
  if (!firstStage) {
    await demandPort()
    await ensureInstalled()
    const node = findNode()
    if (realpathSync(node) !== realpathSync(process.execPath)) return runUnder(node)
  }
  const { run } = await import('./launcher/main.ts')
  process.exitCode = await run({ isDev: process.argv.includes('--dev'), lock })
}

/** Processes of a start that was killed take a moment to end. */
async function demandPort() {
  const port = portFrom('PORT') ?? 3000
  if (await isPortFree(port, bindAddress(), readRunFile() ? 10_000 : 0)) return
  throw new Refusal(
    `Port ${port} is taken by another program: free it, or choose another one with PORT=3001 npm start.`,
  )
}

/**
 * The same script under the other Node.js, which takes the lock over: it is the one that lives.
 * @param {string} node
 * @returns {Promise<void>}
 */
function runUnder(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, WAYBILL_START_STAGE: String(process.pid) },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(/** @type {NodeJS.Signals} */ (signal)))
  }
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      process.exitCode = code ?? 1
      resolve()
    })
  })
}

/** @param {number} pid */
function alreadyRunning(pid) {
  const instance = readRunFile()
  return instance
    ? `Waybill is already running in this folder at ${instance.base_url} (process ${pid}).`
    : `Waybill is already being started in this folder (process ${pid}).`
}
