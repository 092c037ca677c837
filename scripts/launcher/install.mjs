import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../../src/lib/db/embedded/start-error.mjs'
import { root } from './paths.mjs'

const modules = join(root, 'node_modules')
const lockfile = join(root, 'package-lock.json')
const marker = join(modules, '.waybill-lock-hash')

/** Runs `npm ci` unless node_modules already is what the lockfile says. */
export async function ensureInstalled() {
  const hash = createHash('sha256').update(readFileSync(lockfile)).digest('hex')
  if (isInstalled(hash)) return
  const start = Date.now()
  console.log('Installing packages (npm ci), about a minute ...')
  await npmCi()
  writeFileSync(marker, hash)
  console.log(`Packages installed in ${Math.round((Date.now() - start) / 1000)} s.`)
}

/** The Node.js that runs Waybill: the one in the lockfile, else this one if it can run TypeScript. */
export function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const pinned = join(modules, `node-${platform}-${process.arch}`, 'bin', name)
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  throw new Refusal(
    `Waybill needs Node.js 22.18 or later on this kind of machine; this is ${process.versions.node}.`,
  )
}

/** npm writes its own lockfile last, so an interrupted install has none. @param {string} hash */
function isInstalled(hash) {
  const written = join(modules, '.package-lock.json')
  if (!existsSync(written)) return false
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return true
  // `npm install` writes both files in one go, in either order.
  return statSync(written).mtimeMs + 5_000 >= statSync(lockfile).mtimeMs
}

/** By the Node.js that runs npm: the one in node_modules is about to be replaced. @returns {Promise<void>} */
function npmCi() {
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const { npm_execpath: npm, npm_node_execpath: node } = process.env
  const child = npm?.endsWith('.js')
    ? spawn(node ?? process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    : spawn('npm', args, {
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
        shell: process.platform === 'win32',
      })
  return new Promise((resolve, reject) => {
    child.once('error', () => reject(new Refusal('npm was not found: install Node.js with npm.')))
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Refusal('npm ci failed; its output is above.')),
    )
  })
}
