import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Whether a server could listen there, waiting up to `waitMs` for it to become so.
 * @param {number} port @param {string} [host] @param {number} [waitMs]
 */
export async function isPortFree(port, host = '127.0.0.1', waitMs = 0) {
  const deadline = Date.now() + waitMs
  for (;;) {
    if (await canListen(port, host)) return true
    if (Date.now() >= deadline) return false
    await sleep(100)
  }
}

/** @param {number} port @param {string} host @returns {Promise<boolean>} */
function canListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
