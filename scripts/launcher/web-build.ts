import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { takeLock } from '../../src/lib/db/embedded/lock.mjs'
import { Refusal } from '../../src/lib/db/embedded/start-error.mjs'
import { root } from './paths.mjs'

const standalone = join(root, '.next', 'standalone')
const stamp = join(standalone, 'waybill-build')
const sources = ['src', 'public', 'package.json', 'package-lock.json', 'tsconfig.json']

/**
 * Of the built server: it keeps connections for longer than proxies and clients keep theirs, so that none of them
 * sends a request into one that is just being closed.
 */
export const webEnvironment = { KEEP_ALIVE_TIMEOUT: '65000' }

const isConfig = /^(next|postcss)\.config\./

/** The file that serves the built web app. */
export const webServer = join(standalone, 'server.js')

/**
 * Builds the web app if its sources changed since the last build; resolves to whether it had to.
 * What `next build` says goes to the log file, or to the console when there is none.
 */
export async function buildWeb(options: { log?: string; signal?: AbortSignal }): Promise<boolean> {
  const lock = await takeLock(join(root, 'node_modules', '.cache', 'web-build.lock'), { waitMs: 600_000 })
  try {
    const hash = hashSources()
    const isCurrent = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
    if (!isCurrent) {
      await nextBuild(options)
      // The standalone server leaves these two to a CDN unless they lie beside it.
      cpSync(join(root, '.next', 'static'), join(standalone, '.next', 'static'), { recursive: true })
      cpSync(join(root, 'public'), join(standalone, 'public'), { recursive: true })
      writeFileSync(stamp, hash)
    }
    // The readiness check compares these with the database; a new one alone needs no build.
    cpSync(join(root, 'drizzle'), join(standalone, 'drizzle'), { recursive: true })
    return !isCurrent
  } finally {
    lock.release()
  }
}

/** By content, as a clone or a checkout gives every file a new time. */
function hashSources(): string {
  const hash = createHash('sha256')
  const configs = readdirSync(root).filter((name) => isConfig.test(name))
  for (const file of [...sources, ...configs].flatMap(filesBelow).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  for (const name of Object.keys(process.env).sort()) {
    if (name.startsWith('NEXT_PUBLIC_')) hash.update(`${name}=${process.env[name]}\0`)
  }
  return hash.digest('hex')
}

function filesBelow(path: string): string[] {
  if (!existsSync(join(root, path)) || path.endsWith('.test.ts')) return []
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path)).flatMap((name) => filesBelow(join(path, name)))
}

async function nextBuild({ log, signal }: { log?: string; signal?: AbortSignal }): Promise<void> {
  mkdirSync(join(root, 'public'), { recursive: true })
  const output = log === undefined ? ('inherit' as const) : openSync(log, 'w', 0o600)
  const child = spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', output, output],
    signal,
  })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  }).finally(() => typeof output === 'number' && closeSync(output))
  if (code === 0 && existsSync(webServer)) return
  const said = log === undefined ? '' : `:\n${readFileSync(log, 'utf8').split('\n').slice(-40).join('\n')}`
  throw new Refusal(`The web app could not be built${said}`)
}

if (process.argv[1] === import.meta.filename) {
  try {
    console.log(
      (await buildWeb({})) ? 'The web app is built.' : 'The web app is already built from these sources.',
    )
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error)
    process.exitCode = 1
  }
}
